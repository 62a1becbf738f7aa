package io.certyn.agent.browser.playwright;

import com.fasterxml.jackson.databind.JsonNode;
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
              const tag = e.tagName.toLowerCase();
              const options = tag === 'select' ? [...e.selectedOptions].map(o => o.label) : null;
              return {
                text: e.innerText ?? e.textContent ?? '',
                value: options ? options.join(', ')
                    : ['input', 'textarea'].includes(tag) ? e.value
                    : e.isContentEditable ? e.innerText : null,
                enabled: !e.matches(':disabled') && !e.closest('[aria-disabled=true]'),
                checked: tag === 'input' && ['checkbox', 'radio'].includes(e.type)
                    ? e.checked && !e.indeterminate
                    : ['aria-checked', 'aria-pressed', 'aria-selected']
                        .filter(n => e.hasAttribute(n))
                        .map(n => e.getAttribute(n) === 'true')[0] ?? null,
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
                Optional.of(seen.path("checked"))
                        .filter(JsonNode::isBoolean)
                        .map(JsonNode::booleanValue),
                seen.path("focused").asBoolean());
    }
}
