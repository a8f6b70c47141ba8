package dev.weft.examples.classrank;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the demo prints on: a bar that moves on a terminal, a line now and then elsewhere. Used by
 * one thread.
 */
final class Screen {

  private static final int BAR = 40;
  private static final long SILENCE_NANOS = 1_000_000_000;

  private final PrintStream out;
  private final boolean terminal;
  private final String full;
  private final String empty;
  private boolean barShown;
  private long lastLineNanos = System.nanoTime();

  private Screen(PrintStream out, boolean terminal, boolean blocks) {
    this.out = out;
    this.terminal = terminal;
    this.full = blocks ? "█" : "#";
    this.empty = blocks ? "░" : ".";
  }

  /** The standard output, in the encoding that its reader expects. */
  static Screen standard() {
    String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
    return new Screen(out, isTerminal(), charset.newEncoder().canEncode("█░"));
  }

  /** From JDK 22 on there is a console without a terminal too, and a method that knows. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return console != null;
    }
  }

  void line(String format, Object... values) {
    clearBar();
    out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    lastLineNanos = System.nanoTime();
  }

  void progress(String phase, int done, int all) {
    if (terminal && done < all) {
      out.printf("\r  %-5s  %s %3d %%", phase, bar(done, all, BAR), done * 100L / all);
      out.flush();
      barShown = true;
    } else if (done < all && System.nanoTime() - lastLineNanos > SILENCE_NANOS) {
      line("  %-5s  %d of %d batches", phase, done, all);
    }
  }

  void table(List<Ranking.Entry> entries) {
    double highest = entries.get(0).rank();
    int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(1);
    String row = "  %2d  %-" + width + "s  %.4f  %s";
    int place = 1;
    for (Ranking.Entry entry : entries) {
      int length = Math.max(1, (int) Math.round(entry.rank() / highest * BAR / 2));
      line(row, place++, entry.name(), entry.rank(), full.repeat(length));
    }
  }

  /** What to try after this. */
  void next(boolean hadMembers) {
    line("");
    line("Next:");
    if (hadMembers) {
      line("  ./weft demo                the same in this process alone");
    } else {
      line("  ./weft demo --members 2    the same on two more JVMs, one of them killed on the way");
    }
    line("  ./weft member              a member of your own; it prints how to join it");
    line("  examples/src/main/java     this program: plain Java, two annotations");
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
  }

  private String bar(int done, int all, int length) {
    int filled = (int) ((long) length * done / all);
    return full.repeat(filled) + empty.repeat(length - filled);
  }

  private void clearBar() {
    if (barShown) {
      out.print("\r" + " ".repeat(BAR + 16) + "\r");
      barShown = false;
    }
  }
}
