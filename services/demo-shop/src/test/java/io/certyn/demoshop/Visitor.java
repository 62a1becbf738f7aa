package io.certyn.demoshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody with a browser: follows redirects and keeps cookies. */
final class Visitor implements AutoCloseable {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .cookieHandler(cookies)
                    .build();
    private final URI shop;

    Visitor(URI shop) {
        this.shop = shop;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    String read(String path) {
        return get(path).body();
    }

    HttpResponse<String> submit(String path, Map<String, String> form) {
        var body =
                form.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return submit(path, "application/x-www-form-urlencoded", body);
    }

    HttpResponse<String> submit(String path, String type, String body) {
        return send(
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    HttpResponse<String> method(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()).build());
    }

    HttpResponse<String> add(String slug, int quantity) {
        return submit("/cart/add", Map.of("product", slug, "quantity", Integer.toString(quantity)));
    }

    HttpResponse<String> signIn(String email, String password) {
        return submit("/sign-in", Map.of("email", email, "password", password));
    }

    void signInAsAlice() {
        signIn("alice@example.test", "correct-horse");
    }

    void signInAsAdministrator() {
        signIn("admin@example.test", "kettle-admin");
    }

    /** Orders what is in the cart, with one field of a valid form replaced. */
    HttpResponse<String> orderWith(String field, String value) {
        var form = new HashMap<>(validOrder());
        form.put(field, value);
        return submit("/checkout", form);
    }

    HttpResponse<String> orderWithout(String field) {
        var form = new HashMap<>(validOrder());
        form.remove(field);
        return submit("/checkout", form);
    }

    HttpResponse<String> order() {
        return submit("/checkout", validOrder());
    }

    static Map<String, String> validOrder() {
        return Map.of(
                "name", "Grete Gast",
                "email", "grete@example.test",
                "street", "Am Markt 3",
                "postcode", "10115",
                "city", "Berlin",
                "country", "Germany",
                "card", "4242 4242 4242 4242",
                "expiry", "12/39",
                "cvc", "123",
                "terms", "yes");
    }

    int cookies() {
        return cookies.getCookieStore().getCookies().size();
    }

    String cookie() {
        return cookies.getCookieStore().getCookies().getFirst().getValue();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(shop.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
