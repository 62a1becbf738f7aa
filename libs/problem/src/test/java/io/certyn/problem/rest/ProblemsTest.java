package io.certyn.problem.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsTest {

    @Test
    void aRefusalIsAnsweredAsItsProblem() {
        problem(given().header("X-Request-Id", "abc-1").get("/sample/refused").then(), 409)
                .header("X-Request-Id", "abc-1")
                .body("type", equalTo("/problems/sample-over"))
                .body("title", equalTo("The sample is over"))
                .body("status", equalTo(409))
                .body("detail", equalTo("it ended at noon"))
                .body("instance", equalTo("/sample/refused"))
                .body("code", equalTo("sample-over"))
                .body("requestId", equalTo("abc-1"))
                .body("retryable", equalTo(false))
                .body("errors", nullValue());
    }

    @Test
    void aRefusalInsideACompletionIsFound() {
        problem(given().get("/sample/refused-deep").then(), 404).body("code", equalTo("no-sample"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/sample/nowhere", "/api/v1/nowhere"})
    void aPathThatNobodyServesIsAProblem(String path) {
        problem(given().accept("text/html").get(path).then(), 404)
                .body("code", equalTo("not-found"))
                .body("instance", equalTo(path));
    }

    @Test
    void aWrongMethodIsAProblem() {
        problem(given().delete("/sample").then(), 405).body("code", equalTo("method-not-allowed"));
    }

    @Test
    void aWrongContentTypeIsAProblem() {
        problem(given().contentType("text/plain").body("x").post("/sample").then(), 415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void anyOtherStatusIsAProblemToo() {
        problem(given().get("/sample/teapot").then(), 418);
    }

    @Test
    void aRedirectIsNotAProblem() {
        given().redirects()
                .follow(false)
                .get("/sample/moved")
                .then()
                .statusCode(303)
                .header("Location", containsString("/elsewhere"));
    }

    @Test
    void aFaultOfTheWorldMayBeRepeated() {
        problem(given().get("/sample/away").then(), 503)
                .header("Retry-After", "1")
                .body("retryable", equalTo(true))
                .body("detail", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sample/bug", "/sample/broken-promise"})
    void aBugIsAnsweredWithoutDetail(String path) {
        problem(given().get(path).then(), 500)
                .body("code", equalTo("internal"))
                .body("detail", nullValue())
                .body(not(containsString("secret cause")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                       |``             | not-json",
                "``                                      |``             | required",
                "{\"name\":\"a\",\"nmae\":1}             | /nmae         | unknown-field",
                "{\"name\":\"a\",\"count\":\"many\"}     | /count        | wrong-type",
                "{\"name\":\"a\",\"color\":\"GREEN\"}    | /color        | wrong-type",
                "{\"name\":\"a\",\"parts\":{}}           | /parts        | wrong-type",
                "{\"name\":\"a\",\"parts\":[{\"x\":1}]}  | /parts/0/x    | unknown-field",
                "{\"name\":\"a\",\"count\":-1}           |``             | invalid-value",
                "[]                                      |``             | wrong-type",
            })
    void aBodyThatIsNotWhatItShouldBePointsToTheSpot(String body, String pointer, String code) {
        problem(post(body), 400)
                .body("code", equalTo("malformed-json"))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code))
                .body(not(containsString("io.certyn")))
                .body(not(containsString("java.")));
    }

    @Test
    void aBodyThatMeansNothingNamesEveryField() {
        problem(post("{\"name\":\" \",\"parts\":[{\"label\":\"a\"},{}]}"), 422)
                .body("code", equalTo("invalid-fields"))
                .body("errors.pointer", contains("/name", "/parts/1/label"))
                .body("errors.code", contains("required", "required"));
    }

    @Test
    void aParameterOutOfRangeIsNamedAsInTheApi() {
        problem(given().get("/sample/page?limit=101").then(), 400)
                .body("code", equalTo("invalid-parameters"))
                .body("errors.pointer", contains("/limit"))
                .body("errors.code", contains("max"));
    }

    @Test
    void timesAreIsoAndNullsAreLeftOut() {
        given().get("/sample")
                .then()
                .statusCode(200)
                .body(is("{\"at\":\"1970-01-01T00:00:00Z\",\"lasting\":\"PT1M30S\"}"));
    }

    @Test
    void everyAnswerCarriesTheHouseHeaders() {
        given().header("X-Request-Id", "not usable\u00e4!")
                .get("/sample")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
        given().get("/sample/tagged").then().header("Cache-Control", nullValue());
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json").body(body).post("/sample").then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .header("X-Request-Id", not(nullValue()))
                .header("Cache-Control", "no-store");
    }
}
