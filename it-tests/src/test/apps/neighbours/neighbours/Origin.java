package neighbours;

import java.nio.file.Path;

/** Says which jar a class came from. */
final class Origin {

  private Origin() {}

  static String of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getFileName()
          .toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
