package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepAdviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            textBlock =
                    """
                    Clik "Save" => Click "Save"
                    Click Save => Click "Save"
                    Click Save order button => Click "Save order" button
                    Please click "Save" => click "Save"
                    Tap "Save" => Click "Save"
                    Open /cart => Go to /cart
                    Navigate to /cart => Go to /cart
                    Fill Email with "a@b.test" => Fill "Email" with "a@b.test"
                    Fill Email with ada => Fill "Email" with "ada"
                    Choose Spain from Country => Select "Spain" from "Country"
                    Expcet "Cart" visible => Expect "Cart" visible
                    Expect Order confirmed is visible => Expect "Order confirmed" is visible
                    Dobule click "Name" => Double click "Name"
                    Run Sign in => Run "Sign in"
                    """)
    void aLineThatIsNearlyRightIsPutRight(String line, String expected) {
        assertThat(StepAdvice.on(line)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Click \"Save\"",
                "",
                "Save the world",
                "Click \"Save",
                "Go to the cart",
                "x"
            })
    void thereIsNoAdviceWhereNoneIsNeededOrPossible(String line) {
        assertThat(StepAdvice.on(line)).isEmpty();
    }

    /** Without a limit this one takes seconds, and twice as long for each word more. */
    @Test
    void aLineThatCouldBeQuotedInManyWaysIsGivenUp() {
        var line = "Click " + "in ".repeat(90) + "\"x\" zz";

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> {
                    assertThat(StepAdvice.on(line)).isEmpty();
                });
    }

    @Test
    void adviceOnAVeryLongLineIsNotLookedFor() {
        assertThat(StepAdvice.on("Clik \"" + "x".repeat(1_000) + "\"")).isEmpty();
    }
}
