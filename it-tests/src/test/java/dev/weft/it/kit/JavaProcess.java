package dev.weft.it.kit;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process that a test has started, and that ends with it. */
public final class JavaProcess implements AutoCloseable {

  /** Ample for a slow machine; a test that waits this long has failed. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Output out;
  private final Output err;

  private JavaProcess(String name, Process process, Path folder) {
    this.name = name;
    this.process = process;
    this.out = Output.of(process.getInputStream(), name + "-out", folder.resolve("out.txt"));
    this.err = Output.of(process.getErrorStream(), name + "-err", folder.resolve("err.txt"));
  }

  static JavaProcess start(String name, ProcessBuilder builder) {
    try {
      JavaProcess started = new JavaProcess(name, builder.start(), builder.directory().toPath());
      Evidence.add(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + builder.command(), e);
    }
  }

  public String name() {
    return name;
  }

  /** Its standard output. */
  public Output out() {
    return out;
  }

  /** Its standard error. */
  public Output err() {
    return err;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for a line of standard output in which a regular expression is found. */
  public String awaitOut(String regex) {
    return await(out, "standard output", regex, 0);
  }

  /** Waits for a line of standard error in which a regular expression is found. */
  public String awaitErr(String regex) {
    return awaitErr(regex, 0);
  }

  /** The same for lines after a mark of {@link #err()}. */
  public String awaitErr(String regex, int mark) {
    return await(err, "standard error", regex, mark);
  }

  /** Waits until it has ended, and has been read to its end. */
  public JavaProcess awaitExit() {
    awaitExit(LIMIT);
    return this;
  }

  /** The same, within a time. */
  public int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            name + " did not end within " + limit.toSeconds() + " s.\n" + describe());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " runs.", e);
    }
    out.awaitEnd(limit);
    err.awaitEnd(limit);
    return process.exitValue();
  }

  /** Waits for some time whether it ends. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " runs.", e);
    }
  }

  /** Waits until it has ended and checks that it ended well. */
  public JavaProcess awaitSuccess() {
    int code = awaitExit(LIMIT);
    if (code != 0) {
      throw new AssertionError(name + " ended with exit code " + code + ".\n" + describe());
    }
    return this;
  }

  /** Its exit code, once it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Writes a line to its standard input. */
  public void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not read its input any more.", e);
    }
  }

  /** Loads an agent into it, as {@code jcmd} and the attach API do. */
  public void attach(Path agent) throws IOException, AttachNotSupportedException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    try {
      machine.loadAgent(agent.toString());
    } catch (AgentLoadException | AgentInitializationException e) {
      throw new IOException("The agent was not loaded into " + name + ".", e);
    } finally {
      machine.detach();
    }
  }

  /** Stops it in its tracks, by SIGSTOP. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it go on. */
  public void resume() {
    signal("CONT");
  }

  /** Makes it write what its threads do to its standard output, by SIGQUIT. */
  public void dumpThreads() {
    signal("QUIT");
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code + ".");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(LIMIT);
  }

  /** Asks it to end, as {@code kill} does, and waits until it has. */
  public void terminate() {
    process.destroy();
    awaitExit(LIMIT);
  }

  /** The same, and reads on what it writes while it ends. */
  public void tellToEnd() {
    signal("TERM");
    awaitExit(LIMIT);
  }

  /** Ends it and what it has started; what it has written is in its folder. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    if (process.isAlive()) {
      kill();
    }
  }

  /** What it has written, for people. */
  String describe() {
    return section("standard output", out.lines()) + section("standard error", err.lines());
  }

  private String section(String stream, List<String> lines) {
    return "---- "
        + name
        + ", "
        + stream
        + ", "
        + lines.size()
        + " lines\n"
        + String.join("\n", lines)
        + (lines.isEmpty() ? "" : "\n");
  }

  private String await(Output output, String stream, String regex, int mark) {
    return output
        .await(Pattern.compile(regex), mark, LIMIT)
        .orElseThrow(
            () ->
                new AssertionError(
                    name
                        + " did not write a line like /"
                        + regex
                        + "/ to its "
                        + stream
                        + " within "
                        + LIMIT.toSeconds()
                        + " s"
                        + (process.isAlive() ? "" : ", and has ended")
                        + ".\n"
                        + describe()));
  }
}
