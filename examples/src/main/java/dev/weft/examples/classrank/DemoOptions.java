package dev.weft.examples.classrank;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * What the demo was asked for.
 *
 * @param members how many member JVMs to start; 0: everything in this process
 * @param small whether to rank the classes of {@code java.base} only
 * @param jar the jar that a member is started from
 */
record DemoOptions(int members, boolean small, String jar) {

  private static final int MAX_MEMBERS = 16;

  private static final String USAGE =
      """
      usage: weft demo [--members N] [--size full|small] [--jar FILE]

        --members N   start N member JVMs and, of two or more, kill the youngest on the way
        --size small  the classes of java.base only, not those of the whole JDK
        --jar FILE    the jar to start members from (default: cluster/target/weft.jar)""";

  /** The arguments make no sense, or only ask what there is; the message is for the user. */
  static final class Unusable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String text;

    Unusable(String text) {
      super(text);
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static DemoOptions parse(String[] args) {
    DemoOptions options = new DemoOptions(0, false, defaultJar());
    for (int i = 0; i < args.length; i += 2) {
      if (args[i].equals("--help") || args[i].equals("-h")) {
        throw new Unusable(USAGE);
      }
      if (i + 1 == args.length) {
        throw new Unusable("weft demo: nothing follows " + args[i] + ".\n\n" + USAGE);
      }
      options = options.with(args[i], args[i + 1]);
    }
    return options;
  }

  private DemoOptions with(String name, String value) {
    return switch (name) {
      case "--members" -> new DemoOptions(memberCount(value), small, jar);
      case "--size" -> new DemoOptions(members, isSmall(value), jar);
      case "--jar" -> new DemoOptions(members, small, value);
      default -> throw new Unusable("weft demo: no such option: " + name + ".\n\n" + USAGE);
    };
  }

  private static int memberCount(String value) {
    try {
      int count = Integer.parseInt(value);
      if (count >= 0 && count <= MAX_MEMBERS) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Unusable(
        "weft demo: --members takes a number from 0 to " + MAX_MEMBERS + ", not " + value + ".");
  }

  private static boolean isSmall(String value) {
    return switch (value) {
      case "small" -> true;
      case "full" -> false;
      default -> throw new Unusable("weft demo: --size is full or small, not " + value + ".");
    };
  }

  /** Where the build puts it, seen from this program's own jar or class folder. */
  private static String defaultJar() {
    try {
      Path here =
          Path.of(DemoOptions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return here.resolve("../../../cluster/target/weft.jar").normalize().toString();
    } catch (URISyntaxException e) {
      return "weft.jar";
    }
  }
}
