package org.dmoe.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page that is open in a real browser, by the browser's DevTools protocol. */
final class BrowserPage implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int calls;

  /**
   * @param folder for the browser's own files
   */
  BrowserPage(Path page, Path folder) throws IOException, InterruptedException {
    Path profile = folder.resolve("profile");
    process =
        new ProcessBuilder(
                Browser.command(profile, "--remote-debugging-port=0", page.toUri().toString()))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(profile.resolve("DevToolsActivePort")), new Listener())
            .join();
    untilTrue("document.readyState === 'complete' && document.querySelector('button') !== null");
  }

  private URI address(Path portFile) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
      assertThat(Instant.now()).as("start of the browser").isBefore(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
    String pages =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(pages)) {
      if (target.get("type").asText().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("the browser has no page: " + pages);
  }

  /** The value of an expression of the page's own language. */
  JsonNode value(String expression) throws IOException, InterruptedException {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    assertThat(result.path("exceptionDetails").isMissingNode()).as("%s", result).isTrue();
    return result.get("result").path("value");
  }

  void pressTab() throws IOException, InterruptedException {
    press(Map.of("key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
  }

  void pressEnter() throws IOException, InterruptedException {
    press(Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r"));
  }

  private void press(Map<String, Object> key) throws IOException, InterruptedException {
    for (String type : new String[] {"keyDown", "keyUp"}) {
      Map<String, Object> event = new HashMap<>(key);
      event.put("type", type);
      call("Input.dispatchKeyEvent", event);
    }
  }

  private void untilTrue(String expression) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!value(expression).asBoolean()) {
      assertThat(Instant.now()).as(expression).isBefore(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private JsonNode call(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    int id = ++calls;
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    while (true) {
      String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer).as("answer to " + text).isNotNull();
      JsonNode node = JSON.readTree(answer);
      if (node.path("id").asInt() == id) {
        assertThat(node.path("error").isMissingNode()).as(answer).isTrue();
        return node.get("result");
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        answers.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
