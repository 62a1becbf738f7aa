package io.certyn.agent.explore;

import java.util.regex.Pattern;

/**
 * What the explorer leaves alone because it cannot be taken back: it buys, sends, deletes or signs
 * out. Judged by the words a person would be warned by.
 */
public final class Danger {

    /** Also as a link: a page that should be opened by a person only. */
    private static final Pattern LEADS_OUT =
            words(
                    "log ?out|sign ?out|log ?off|delete|remove|unsubscribe|deactivate|terminate"
                            + "|revoke|destroy|erase|purge|wipe|abmelden|löschen|kündigen");

    private static final Pattern COMMITS =
            words(
                    "buy|pay|payment|purchase|order|book|checkout|donate|transfer|withdraw|send"
                            + "|publish|post|invite|confirm|approve|reject|cancel|close account"
                            + "|downgrade|upgrade|reset|clear|empty|archive|disable|block|ban"
                            + "|import|deploy|restart|shut ?down|bezahlen|kaufen"
                            + "|bestellen|senden|überweisen|zurücksetzen");

    private Danger() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<!\\p{L})(?:" + alternatives + ")(?!\\p{L})",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether following this link could change something. */
    public static boolean inLink(String text, String url) {
        var path = Address.of(url).map(Address::pathAndQuery).orElse(url);
        return LEADS_OUT.matcher(text).find()
                || LEADS_OUT.matcher(path.replaceAll("[-_/=&?.]", " ")).find();
    }

    /** Whether pressing something with this name could. */
    public static boolean inButton(String text) {
        return LEADS_OUT.matcher(text).find() || COMMITS.matcher(text).find();
    }
}
