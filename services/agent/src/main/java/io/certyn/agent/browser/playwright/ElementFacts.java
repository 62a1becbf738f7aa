package io.certyn.agent.browser.playwright;

import com.microsoft.playwright.Locator;
import io.certyn.agent.check.Checks.Facts;
import io.certyn.protocol.ProtocolJson;
import java.util.Optional;

/** What an element says of itself, all read at one moment. */
final class ElementFacts {

    private static final double PATIENCE_MS = 1_000;

    private static final String SCRIPT =
            """
            e => {
              const aria = n => e.getAttribute('aria-' + n) === 'true';
              const tag = e.tagName.toLowerCase();
              const options = tag === 'select' ? [...e.selectedOptions].map(o => o.label) : null;
              return {
                text: e.innerText ?? e.textContent ?? '',
                value: options ? options.join(', ')
                    : ['input', 'textarea'].includes(tag) ? e.value
                    : e.isContentEditable ? e.innerText : null,
                enabled: !e.matches(':disabled') && !e.closest('[aria-disabled=true]'),
                checked: tag === 'input' ? e.checked : aria('checked'),
                focused: e.getRootNode().activeElement === e,
              };
            }
            """;

    private ElementFacts() {}

    /**
     * @throws com.microsoft.playwright.PlaywrightException when the element is not there any more
     */
    static Facts read(Locator element) {
        var options = new Locator.EvaluateOptions().setTimeout(PATIENCE_MS);
        var seen = ProtocolJson.MAPPER.valueToTree(element.evaluate(SCRIPT, null, options));
        return new Facts(
                seen.path("text").asText(""),
                Optional.ofNullable(seen.path("value").textValue()),
                seen.path("enabled").asBoolean(),
                seen.path("checked").asBoolean(),
                seen.path("focused").asBoolean());
    }
}
