package io.certyn.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Hibernate does not start without an entity. */
@Entity
public class Thing {

    @Id public int id;
}
