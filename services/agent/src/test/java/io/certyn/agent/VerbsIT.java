package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every verb and every predicate against a real page, in one session of many cases. */
class VerbsIT {

    private static final String FORM =
            """
            <h1>Form</h1>
            <form aria-label="Profile">
              <label>Name <input value="old"></label>
              <label>Country <select><option>Denmark<option>Spain</select></label>
              <label><input type=checkbox> I agree</label>
              <label><input type=checkbox checked> Newsletter</label>
              <input placeholder="Search" onkeydown="if(event.key==='Enter'){event.preventDefault();
                document.getElementById('out').textContent='searched '+this.value}">
              <button type=button disabled>Locked</button>
            </form>
            <button ondblclick="say('double')" oncontextmenu="say('right');return false"
              onmouseover="document.getElementById('tip').hidden=false">Target</button>
            <p id=tip hidden>A tip</p>
            <p id=out data-testid=result></p>
            <script>function say(t){document.getElementById('out').textContent=t}</script>
            """;

    private static final String LISTS =
            """
            <h1>Lists</h1>
            <table><caption>Cart</caption>
              <tr><td>Tea</td><td>2</td><td><button onclick="say('tea')">Remove</button></td></tr>
              <tr><td>Cup</td><td>1</td><td><button onclick="say('cup')">Remove</button></td></tr>
            </table>
            <h2>Delivery</h2><p>On Monday</p><button onclick="say('delivery')">Change</button>
            <h2>Payment</h2><p>By card</p><button onclick="say('payment')">Change</button>
            <p id=out></p>
            <script>function say(t){document.getElementById('out').textContent=t}</script>
            """;

    private static final String LATE =
            """
            <h1>Late</h1><p id=load>Loading</p><p id=out></p>
            <button onclick="ask()">Ask</button>
            <button onclick="setTimeout(ask, 300)">Ask later</button>
            <script>
              function ask(){if(confirm('Sure?'))say('sure');else say('not sure')}
              function say(t){document.getElementById('out').textContent=t}
              setTimeout(()=>{document.getElementById('load').remove();
                const b=document.createElement('button');b.textContent='Ready';
                b.onclick=()=>say('clicked late');document.body.append(b)},700)
            </script>
            """;

    private static final String FRAME =
            """
            <h1>Frame</h1><iframe title="Payment" srcdoc="<label>Card number <input></label>
            <button onclick='document.body.append(`paid with `+document.querySelector(`input`).value)'>
            Pay</button>"></iframe>
            """;

    private static final String LEAVING =
            """
            <h1>Leaving</h1><label>Draft <input></label>
            <script>onbeforeunload = event => event.preventDefault()</script>
            """;

    private static Assignment.Case one(String key, String page, String... lines) {
        var steps = new ArrayList<String>(List.of("Go to " + page));
        steps.addAll(List.of(lines).subList(0, lines.length - 1));
        return TestAgent.oneCase(key, steps, List.of(lines[lines.length - 1]));
    }

    private static final List<Assignment.Case> CASES =
            List.of(
                    one(
                            "fill",
                            "/form",
                            "Expect \"Name\" has value \"old\"",
                            "Clear \"Name\"",
                            "Expect \"Name\" has value \"\"",
                            "Enter {{who}} into the \"Name\" field",
                            "Expect \"Name\" field in \"Profile\" form has value \"Ada\""),
                    one(
                            "select",
                            "/form",
                            "Select \"Spain\" from \"Country\"",
                            "Expect \"Country\" has value \"Spain\""),
                    one(
                            "check",
                            "/form",
                            "Check \"I agree\"",
                            "Uncheck \"Newsletter\" checkbox",
                            "Expect \"Newsletter\" not checked",
                            "Expect \"I agree\" checkbox is checked"),
                    one(
                            "press",
                            "/form",
                            "Fill \"Search\" with \"tea\"",
                            "Expect \"Search\" focused",
                            "Press Enter in \"Search\"",
                            "Expect \"result\" has text \"searched tea\""),
                    one(
                            "press-anywhere",
                            "/form",
                            "Click \"Name\" field",
                            "Press Tab",
                            "Expect \"Country\" dropdown focused"),
                    one("double", "/form", "Double click \"Target\"", "Expect \"double\" visible"),
                    one("right", "/form", "Right click \"Target\"", "Expect \"right\" visible"),
                    one(
                            "hover",
                            "/form",
                            "Expect \"A tip\" hidden",
                            "Hover over \"Target\" button",
                            "Expect \"A tip\" visible"),
                    one(
                            "states",
                            "/form",
                            "Expect \"Locked\" button disabled",
                            "Expect \"Target\" button enabled"),
                    one(
                            "sections",
                            "/lists",
                            "Click \"Remove\" in \"Cup\" row",
                            "Expect \"cup\" exactly visible",
                            "Click \"Change\" in \"Payment\"",
                            "Expect \"payment\" exactly visible"),
                    one(
                            "positions",
                            "/lists",
                            "Click the 1st \"Remove\" button",
                            "Expect \"tea\" exactly visible",
                            "Click the last \"Change\" button",
                            "Expect \"payment\" exactly visible"),
                    one(
                            "read",
                            "/lists",
                            "Expect \"Remove\" button count 2",
                            "Expect \"Delivery\" contains \"On Monday\"",
                            "Expect \"Tea\" row contains \"2\""),
                    one(
                            "page",
                            "/lists?page=2",
                            "Expect URL is \"/lists\"",
                            "Expect URL contains \"page=2\"",
                            "Expect URL matches \"page=\\d$\"",
                            "Expect title is \"Fixture /lists\""),
                    one(
                            "wait",
                            "/late",
                            "Wait for \"Loading\" to be hidden",
                            "Wait 100 ms",
                            "Click \"Ready\"",
                            "Expect \"clicked late\" visible"),
                    one(
                            "late-target",
                            "/late",
                            "Click \"Ready\"",
                            "Expect \"clicked late\" visible"),
                    one(
                            "accept",
                            "/late",
                            "Accept dialog",
                            "Click \"Ask\"",
                            "Expect \"sure\" exactly visible"),
                    one(
                            "dismiss",
                            "/late",
                            "Dismiss dialog",
                            "Click \"Ask\"",
                            "Expect \"not sure\" visible"),
                    one(
                            "unannounced-dialog",
                            "/late",
                            "Click \"Ask\"",
                            "Expect \"not sure\" visible"),
                    one(
                            "late-dialog",
                            "/late",
                            "Accept dialog",
                            "Click \"Gone\" if visible within 100 ms",
                            "Click \"Ask later\"",
                            "Expect \"sure\" exactly visible"),
                    one(
                            "leave",
                            "/leaving",
                            "Fill \"Draft\" with \"x\"",
                            "Go to /late",
                            "Expect \"Late\" heading visible"),
                    one(
                            "if-visible",
                            "/late",
                            "Click \"Accept cookies\" if visible",
                            "Expect \"Late\" heading visible"),
                    one(
                            "frame",
                            "/frame",
                            "Fill \"Card number\" with \"4111\"",
                            "Click \"Pay\"",
                            "Expect \"paid with 4111\" visible"));

    private static Predicate<String> dialog(String answer, String text) {
        return line -> line.contains("\"kind\":\"dialog_" + answer + "\"") && line.contains(text);
    }

    @Test
    void everyVerbDoesWhatItSays() throws Exception {
        try (var site =
                        TestSite.start()
                                .page("/form", FORM)
                                .page("/lists", LISTS)
                                .page("/late", LATE)
                                .page("/leaving", LEAVING)
                                .page("/frame", FRAME);
                // Given
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(),
                                        CASES,
                                        Map.of("who", "Ada"),
                                        TestAgent.budgets()))) {
            // When
            var results = agent.link().results();

            // Then
            assertThat(results).filteredOn(result -> !result.outcome().equals("passed")).isEmpty();
            assertThat(results).hasSize(CASES.size());
            assertThat(agent.link().trace())
                    .anyMatch(dialog("accepted", "confirm \\\"Sure?\\\""))
                    .anyMatch(dialog("dismissed", "confirm \\\"Sure?\\\""))
                    .anyMatch(dialog("accepted", "beforeunload "))
                    .noneMatch(dialog("dismissed", "beforeunload "));
            assertThat(agent.link().files().keySet())
                    .containsAll(
                            results.stream()
                                    .map(Sync.Result::key)
                                    .map(key -> key + "/trace.zip")
                                    .collect(Collectors.toSet()));
        }
    }
}
