package io.certyn.demoshop.http;

import io.certyn.demoshop.visit.Visit;

/** Answers the requests of one route for one visit; nobody else uses the visit meanwhile. */
@FunctionalInterface
public interface Handler {

    Response answer(Request request, Visit visit) throws Refused;
}
