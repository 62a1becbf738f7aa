package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pages are made of besides fields and buttons, and what lies around them. */
class WidgetsIT {

    private static final String SAY =
            "<p id=out data-testid=result></p>"
                    + "<script>function say(t){document.getElementById('out').textContent=t}"
                    + "</script>";

    private static final String TABS =
            """
            <h1>Tabs</h1><a href=/other target=_blank>Other</a>
            <a href=/closing target=_blank>Closing</a><a href=/oops target=_blank>Oops</a>
            <button onclick="setTimeout(() => window.open('/other'), 1000)">Open later</button>
            <button>Nothing</button><p>First tab here</p>
            """;

    private static final String CLOSING =
            "<h1>Closing</h1><button onclick=window.close()>Close me</button><button"
                    + " onclick=\"setTimeout(() => window.close(), 1000)\">Close"
                    + " later</button><label>Code <input disabled></label>";

    private static final String FILES =
            """
            <h1>Files</h1>
            <label>Photo <input type=file onchange="show(this)"></label>
            <input type=file id=hidden style="display:none" onchange="show(this)">
            <button onclick="document.getElementById('hidden').click()">Attach</button>
            <button>Nothing</button>
            <a href=/report.csv>Report</a><a href=/endless>Endless</a>
            <iframe id=sink hidden></iframe>
            <button onclick="setTimeout(() => sink.src = '/held.csv', 50)">Held</button>
            <button onclick="fetch('/release-download')">Release</button>
            <script>
              async function show(input) {
                const file = input.files[0];
                say(file.name + ' says ' + await file.text());
              }
            </script>
            """
                    + SAY;

    private static final String DRAG =
            """
            <h1>Drag</h1>
            <ul aria-label="To do"><li draggable=true id=milk
              ondragstart="event.dataTransfer.setData('text','milk')">Buy milk</li></ul>
            <ul aria-label="Done" style="min-height:40px;border:1px solid"
              ondragover="event.preventDefault()"
              ondrop="this.append(document.getElementById('milk'));say('dropped')"></ul>
            <div id=ball style="width:60px;height:30px;background:#ccc">Ball</div>
            <div id=goal style="width:90px;height:60px;margin-top:40px;border:1px solid">Goal</div>
            <script>
              let held = false;
              ball.onpointerdown = () => held = true;
              document.onpointermove = e => {
                if (held) { ball.style.transform = `translate(0, ${e.clientY}px)`;
                  ball.style.pointerEvents = 'none'; }
              };
              document.onpointerup = e => {
                if (held && document.elementFromPoint(e.clientX, e.clientY) === goal) say('scored');
                held = false;
              };
            </script>
            """
                    + SAY;

    private static final String SHADOW =
            """
            <h1>Shadow</h1><x-card></x-card>
            <script>
              customElements.define('x-card', class extends HTMLElement {
                connectedCallback() {
                  this.attachShadow({mode: 'open'}).innerHTML = `<label>Nickname <input></label>
                    <x-inner></x-inner>`;
                }
              });
              customElements.define('x-inner', class extends HTMLElement {
                connectedCallback() {
                  const root = this.attachShadow({mode: 'open'});
                  root.innerHTML = `<button>Greet</button><p></p>`;
                  root.querySelector('button').onclick = () => {
                    root.querySelector('p').textContent =
                      'Hello ' + this.getRootNode().querySelector('input').value;
                  };
                }
              });
            </script>
            """;

    private static final String FRAMES =
            """
            <h1>Frames</h1><iframe title="Outer" width=500 height=200 src="/inner"></iframe>
            <iframe title="Second" width=400 height=100
              srcdoc="<button onclick='this.textContent=`second done`'>Pay</button>"></iframe>
            """;

    private static final String INNER =
            """
            <p>Inner page</p><iframe title="Innermost" width=400 height=100
              srcdoc="<button onclick='this.textContent=`first done`'>Pay</button>"></iframe>
            """;

    private static final String TABLE =
            """
            <h1>Table</h1>
            <table><thead><tr><th>Article</th><th>Price</th><th>Quantity</th><th></th></tr></thead>
            <tr><td>Green tea</td><td>4.00</td><td><input value=1></td>
              <td><button onclick="say('tea')">Remove</button></td></tr>
            <tr><td>Blue cup</td><td>9.50</td><td><input value=2></td>
              <td><button onclick="say('cup')">Remove</button></td></tr>
            </table>
            """
                    + SAY;

    private static final String LAYOUT =
            """
            <style>div{position:absolute}</style>
            <div style="left:10px;top:10px">Delivery</div>
            <div style="left:10px;top:60px"><button onclick="say('delivery')">Edit</button></div>
            <div style="left:10px;top:200px">Payment</div>
            <div style="left:10px;top:250px"><button onclick="say('payment')">Edit</button></div>
            <div style="left:300px;top:200px"><button onclick="say('right')">Edit</button></div>
            <div style="left:600px;top:10px">Twins</div>
            <div style="left:560px;top:60px"><button onclick="say('a')">Twin</button></div>
            <div style="left:640px;top:60px"><button onclick="say('b')">Twin</button></div>
            <div style="left:10px;top:400px">
            """
                    + SAY
                    + "</div>";

    private static final String ARIA =
            """
            <h1>Widgets</h1>
            <label id=fruit>Fruit</label>
            <div role=combobox tabindex=0 aria-labelledby=fruit aria-expanded=false
              onclick="list.hidden=false">Choose</div>
            <div role=listbox id=list hidden>
              <div role=option onclick="pick('Fruit', this)">Apple</div>
              <div role=option onclick="pick('Fruit', this)">Pear</div></div>
            <div role=listbox aria-label="Colour">
              <div role=option onclick="pick('Colour', this)">Red</div>
              <div role=option onclick="pick('Colour', this)">Blue</div></div>
            <button role=switch aria-checked=false aria-label="Dark mode"
              onclick="this.setAttribute('aria-checked', this.ariaChecked !== 'true')"></button>
            <label><input type=checkbox> Plain</label>
            <div role=tablist><button role=tab aria-selected=true>One</button>
              <button role=tab onclick="say('second panel')">Two</button></div>
            <button aria-haspopup=menu onclick="menu.hidden=false">Actions</button>
            <div role=menu id=menu hidden><div role=menuitem onclick="say('archived')">Archive</div>
            </div>
            <button onclick="dialog.showModal()">Open</button>
            <dialog id=dialog aria-label="Rename"><label>New name <input></label>
              <button onclick="say('renamed ' + dialog.querySelector('input').value);
                dialog.close()">Save</button></dialog>
            <button onclick="say('asked ' + prompt('Your name?'))">Ask</button>
            <button onclick="say('outer save')">Save</button>
            <div contenteditable role=textbox aria-label="Note">old</div>
            <div style="height:3000px"></div>
            <p id=far>Far away</p>
            <script>
              function pick(what, option) { say(what + ' ' + option.textContent); list.hidden = true; }
              new IntersectionObserver(seen => seen[0].isIntersecting && say('far seen'))
                .observe(far);
            </script>
            """
                    + SAY;

    private static final String TRAFFIC =
            """
            <h1>Traffic</h1>
            <button onclick="fetch('/api/orders?page=1', {method: 'POST'})">Order</button>
            <button onclick="fetch('/api/broken')">Break</button>
            <button onclick="fetch('/held')">Held</button>
            <button onclick="fetch('/release')">Release</button>
            <button onclick="setTimeout(() => console.error('late trouble'), 200)">Log</button>
            <button onclick="setTimeout(() => { throw new Error('thrown') }, 50)">Throw</button>
            """;

    private static Assignment.Case one(String key, String page, String... lines) {
        var steps = new ArrayList<String>(List.of("Go to " + page));
        steps.addAll(List.of(lines).subList(0, lines.length - 1));
        var text = "hello".getBytes(StandardCharsets.UTF_8);
        return new Assignment.Case(
                "case_" + key,
                key,
                1,
                "Case " + key,
                steps,
                List.of(lines[lines.length - 1]),
                List.of(new Assignment.File("note.txt", Base64.getEncoder().encodeToString(text))));
    }

    private static final List<Assignment.Case> WORKING =
            List.of(
                    one(
                            "tab-by-number",
                            "/tabs",
                            "Click \"Other\"",
                            "Switch to tab 2",
                            "Expect \"Other page\" visible",
                            "Switch to the first tab",
                            "Expect \"First tab here\" visible"),
                    one(
                            "tab-by-title",
                            "/tabs",
                            "Click \"Other\"",
                            "Switch to tab \"fixture /other\"",
                            "Expect URL is \"/other\""),
                    one(
                            "tab-that-closes",
                            "/tabs",
                            "Click \"Closing\"",
                            "Switch to the last tab",
                            "Click \"Close me\"",
                            "Expect \"First tab here\" visible"),
                    one(
                            "tab-that-opens-late",
                            "/tabs",
                            "Click \"Open later\"",
                            "Switch to the last tab",
                            "Expect \"Other page\" visible"),
                    one(
                            "upload-to-field",
                            "/files",
                            "Upload note.txt to \"Photo\"",
                            "Expect \"result\" has text \"note.txt says hello\""),
                    one(
                            "upload-by-button",
                            "/files",
                            "Upload \"note.txt\" to the \"Attach\" button",
                            "Expect \"result\" has text \"note.txt says hello\""),
                    one(
                            "download",
                            "/files",
                            "Click \"Report\"",
                            "Click \"Gone\" if visible within 100 ms",
                            "Expect download",
                            "Expect download \"orders.csv\""),
                    one(
                            "drag",
                            "/drag",
                            "Drag the \"Buy milk\" list item to the \"Done\" list",
                            "Expect \"result\" has text \"dropped\"",
                            "Expect \"Buy milk\" in \"Done\" list visible"),
                    one(
                            "drag-by-pointer",
                            "/drag",
                            "Drag \"Ball\" to \"Goal\"",
                            "Expect \"result\" has text \"scored\""),
                    one(
                            "shadow",
                            "/shadow",
                            "Fill \"Nickname\" with \"Ada\"",
                            "Click \"Greet\" button",
                            "Expect \"Hello Ada\" visible"),
                    one(
                            "frames",
                            "/frames",
                            "Click \"Pay\" in the \"Innermost\" frame",
                            "Expect \"first done\" in \"Outer\" frame visible",
                            "Click \"Pay\"",
                            "Expect \"second done\" visible"),
                    one(
                            "columns",
                            "/table",
                            "Expect \"Price\" in the \"Blue cup\" row has text \"9.50\"",
                            "Expect the \"Price\" cell in \"Green tea\" row contains \"4.00\"",
                            "Fill \"Quantity\" in \"Blue cup\" row with \"7\"",
                            "Expect \"Quantity\" in \"Blue cup\" row has value \"7\"",
                            "Click \"Remove\" in \"Blue cup\" row",
                            "Expect \"result\" has text \"cup\""),
                    one(
                            "beside",
                            "/layout",
                            "Click \"Edit\" below \"Delivery\"",
                            "Expect \"result\" has text \"delivery\"",
                            "Click \"Edit\" right of \"Payment\"",
                            "Expect \"result\" has text \"right\"",
                            "Click the \"Edit\" button near \"Payment\"",
                            "Expect \"result\" has text \"payment\""),
                    one(
                            "combobox",
                            "/aria",
                            "Select \"Pear\" from \"Fruit\"",
                            "Expect \"result\" has text \"Fruit Pear\""),
                    one(
                            "listbox",
                            "/aria",
                            "Select \"Blue\" from \"Colour\"",
                            "Expect \"result\" has text \"Colour Blue\""),
                    one(
                            "toggle",
                            "/aria",
                            "Toggle \"Dark mode\"",
                            "Expect \"Dark mode\" switch is checked",
                            "Toggle the \"Dark mode\" switch",
                            "Expect \"Dark mode\" is unchecked",
                            "Toggle \"Plain\"",
                            "Expect \"Plain\" checked"),
                    one(
                            "tab-and-menu",
                            "/aria",
                            "Click the \"Two\" tab",
                            "Expect \"result\" has text \"second panel\"",
                            "Click \"Actions\"",
                            "Click the \"Archive\" menu item",
                            "Expect \"result\" has text \"archived\""),
                    one(
                            "dialog",
                            "/aria",
                            "Click \"Open\"",
                            "Fill \"New name\" in the \"Rename\" dialog with \"Zoë\"",
                            "Click \"Save\" in the \"Rename\" dialog",
                            "Expect \"result\" has text \"renamed Zoë\""),
                    one(
                            "prompt",
                            "/aria",
                            "Accept dialog with \"Ada {{random.number}}\"",
                            "Click \"Ask\"",
                            "Expect \"result\" has text \"asked Ada {{random.number}}\""),
                    one(
                            "scroll",
                            "/aria",
                            "Scroll to \"Far away\"",
                            "Expect \"result\" has text \"far seen\""),
                    one(
                            "editable",
                            "/aria",
                            "Fill \"Note\" with \"on {{now|yyyy}}\"",
                            "Expect \"Note\" has value \"on {{now|yyyy}}\""),
                    one(
                            "not-focused",
                            "/aria",
                            "Press Tab in \"Note\"",
                            "Expect \"Note\" is not focused"),
                    one(
                            "remember",
                            "/table",
                            "Remember text of \"Price\" in \"Green tea\" row as {{price}}",
                            "Remember value of \"Quantity\" in \"Blue cup\" row as {{many}}",
                            "Fill \"Quantity\" in \"Green tea\" row with \"{{many}} at {{price}}\"",
                            "Expect \"Quantity\" in \"Green tea\" row has value \"2 at 4.00\""),
                    one(
                            "request",
                            "/traffic",
                            "Click \"Order\"",
                            "Expect request POST /api/orders status 200",
                            "Expect request POST /api/orders?page=1 status 2xx",
                            "Expect no console errors",
                            "Expect no failed requests within 1 s"));

    private static final Map<Assignment.Case, String> FAILING = new LinkedHashMap<>();

    static {
        FAILING.put(
                one("nowhere", "/aria", "Expect \"Open\" in \"No such\" row hidden within 500 ms"),
                "failed TARGET_NOT_FOUND step 2: no section \"No such\" within 0.5 s");
        FAILING.put(
                one(
                        "none-nowhere",
                        "/aria",
                        "Expect \"Open\" in \"No such\" row count 0 within 1 s"),
                "failed TARGET_NOT_FOUND step 2: no section \"No such\" within 1.0 s");
        FAILING.put(
                one(
                        "no-text",
                        "/aria",
                        "Remember text of \"Dark mode\" switch as {{mode}}",
                        "Expect title contains \"{{mode}}\""),
                "failed TARGET_NOT_ACTIONABLE step 2: \"Dark mode\" switch has no text");
        FAILING.put(
                one("no-tab", "/tabs", "Switch to tab 2 within 1 s", "Expect title is \"x\""),
                "failed TARGET_NOT_FOUND step 2: no tab 2 within 1.0 s; there are: 1 \"Fixture"
                        + " /tabs\"");
        FAILING.put(
                one(
                        "no-last-tab",
                        "/tabs",
                        "Switch to the last tab within 1 s",
                        "Expect title is \"x\""),
                "failed TARGET_NOT_FOUND step 2: no tab besides this one within 1.0 s;");
        FAILING.put(
                one(
                        "broken-tab",
                        "/tabs",
                        "Click \"Oops\"",
                        "Switch to tab \"Fixture /oops\"",
                        "Expect URL is \"/oops\""),
                "failed SERVER_ERROR step 3: the page answered 500: ");
        FAILING.put(
                one(
                        "closed-under-the-hand",
                        "/tabs",
                        "Click \"Closing\"",
                        "Switch to the last tab",
                        "Click \"Close later\"",
                        "Fill \"Code\" with \"1\" within 2 s",
                        "Expect \"First tab here\" visible"),
                "failed TARGET_NOT_FOUND step 5: ");
        FAILING.put(
                one(
                        "no-dialog",
                        "/tabs",
                        "Accept dialog",
                        "Click \"Nothing\" within 1 s",
                        "Expect \"First tab here\" visible"),
                "failed EXPECTATION_FALSE step 3: a dialog was announced, and this step opened none"
                        + " within 1.0 s");
        FAILING.put(
                one(
                        "late-download",
                        "/files",
                        "Click \"Held\"",
                        "Wait 500 ms",
                        "Click \"Release\"",
                        "Expect download within 1 s"),
                "failed EXPECTATION_FALSE step 5: expected a download, was no download");
        FAILING.put(
                one(
                        "late-answer",
                        "/traffic",
                        "Click \"Held\"",
                        "Click \"Release\"",
                        "Expect request GET /held status 200 within 1 s"),
                "failed EXPECTATION_FALSE step 4: expected request GET /held with status 200, was"
                        + " no such request was answered");
        FAILING.put(
                one("no-file", "/files", "Upload photo.png to \"Photo\"", "Expect title is \"x\""),
                "blocked FILE_MISSING step 2: no file \"photo.png\" in the case; it has: note.txt");
        FAILING.put(
                one(
                        "no-chooser",
                        "/files",
                        "Upload note.txt to the \"Nothing\" button within 1 s",
                        "Expect title is \"x\""),
                "failed TARGET_NOT_ACTIONABLE step 2: no choice of a file opened");
        FAILING.put(
                one(
                        "other-download",
                        "/files",
                        "Click \"Report\"",
                        "Expect download \"other.csv\" within 1 s"),
                "failed EXPECTATION_FALSE step 3: expected a download of \"other.csv\","
                        + " was orders.csv complete");
        FAILING.put(
                one(
                        "endless-download",
                        "/files",
                        "Click \"Endless\"",
                        "Expect download within 1 s"),
                "failed EXPECTATION_FALSE step 3: expected a download, was endless.bin still"
                        + " running");
        FAILING.put(
                one("no-download", "/files", "Expect download within 100 ms"),
                "failed EXPECTATION_FALSE step 2: expected a download, was no download");
        FAILING.put(
                one(
                        "earlier-download",
                        "/files",
                        "Click \"Report\"",
                        "Expect download",
                        "Click \"Photo\"",
                        "Expect download within 100 ms"),
                "failed EXPECTATION_FALSE step 5: expected a download, was no download");
        FAILING.put(
                one(
                        "secret",
                        "/aria",
                        "Fill \"Note\" with {{secret.pin}}",
                        "Expect title is \"x\""),
                "blocked SECRET_MISSING step 2: the environment has no secret \"pin\"");
        FAILING.put(
                one(
                        "two-others",
                        "/table",
                        "Click \"Price\" near \"Remove\"",
                        "Expect title is \"x\""),
                "blocked AMBIGUOUS_TARGET step 2: \"Price\" near \"Remove\" fits 2 elements");
        FAILING.put(
                one(
                        "equally-near",
                        "/layout",
                        "Click \"Twin\" near \"Twins\" exactly",
                        "Expect title is \"x\""),
                "blocked AMBIGUOUS_TARGET step 2: \"Twin\" near \"Twins\" fits 2 elements");
        FAILING.put(
                one("frames-of-one-name", "/frames", "Click \"Pay\"", "Expect title is \"x\""),
                "blocked AMBIGUOUS_TARGET step 2: \"Pay\" fits 2 elements: button \"Pay\" in"
                        + " iframe \"Innermost\"; button \"Pay\" in iframe \"Second\"");
        FAILING.put(
                one("shared", "/aria", "Run \"Sign in\"", "Expect title is \"x\""),
                "blocked STEP_NOT_UNDERSTOOD step 2: column 1: the shared steps \"Sign in\" were"
                        + " not put in");
        FAILING.put(
                one("late-error", "/traffic", "Click \"Log\"", "Expect no console errors"),
                "failed EXPECTATION_FALSE step 3: expected no error in the console, was late"
                        + " trouble");
        FAILING.put(
                one("thrown", "/traffic", "Click \"Throw\"", "Expect no console errors"),
                "failed EXPECTATION_FALSE step 3: expected no error in the console, was Error:"
                        + " thrown");
        FAILING.put(
                one("failed-request", "/traffic", "Click \"Break\"", "Expect no failed requests"),
                "failed EXPECTATION_FALSE step 3: expected no failed request, was GET ");
        FAILING.put(
                one(
                        "other-status",
                        "/traffic",
                        "Click \"Break\"",
                        "Expect request GET /api/broken status 2xx within 1 s"),
                "failed EXPECTATION_FALSE step 3: expected request GET /api/broken with status 2xx,"
                        + " was answered with 404");
        FAILING.put(
                one(
                        "no-option",
                        "/aria",
                        "Select \"Plum\" from \"Fruit\" within 1 s",
                        "Expect title is \"x\""),
                "failed TARGET_NOT_FOUND step 2: no \"Plum\" option within 1.0 s");
    }

    private static TestSite site() throws Exception {
        return TestSite.start()
                .page("/tabs", TABS)
                .page("/other", "<h1>Other page</h1>")
                .page("/closing", CLOSING)
                .page("/oops", 500, "<p>Oops</p>")
                .page("/files", FILES)
                .page("/drag", DRAG)
                .page("/shadow", SHADOW)
                .page("/frames", FRAMES)
                .page("/inner", INNER)
                .page("/table", TABLE)
                .page("/layout", LAYOUT)
                .page("/aria", ARIA)
                .page("/traffic", TRAFFIC)
                .page("/api/orders", "{}")
                .page("/held", "{}")
                .held("/held", "/release")
                .download("/held.csv", "held.csv", "a;b")
                .held("/held.csv", "/release-download")
                .endless("/endless", "endless.bin")
                .download("/report.csv", "orders.csv", "a;b");
    }

    private static List<Sync.Result> results(List<Assignment.Case> cases) throws Exception {
        try (var site = site();
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(),
                                        cases,
                                        Map.of(),
                                        new Assignment.Budgets(300, 240_000, 3_000, 10_000)))) {
            return agent.link().results();
        }
    }

    @Test
    void everyWidgetIsOperatedAsAPersonWould() throws Exception {
        var results = results(WORKING);

        assertThat(results).filteredOn(result -> !result.outcome().equals("passed")).isEmpty();
        assertThat(results).hasSize(WORKING.size());
    }

    @Test
    void whatCannotBeDoneSaysWhatWasMissing() throws Exception {
        var results = results(List.copyOf(FAILING.keySet()));

        assertThat(
                        results.stream()
                                .map(result ->
                                        result.outcome()
                                                + " "
                                                + result.reason()
                                                + " "
                                                + result.message()))
                .zipSatisfy(
                        FAILING.values(),
                        (said, expected) -> assertThat(said).startsWith(expected));
    }
}
