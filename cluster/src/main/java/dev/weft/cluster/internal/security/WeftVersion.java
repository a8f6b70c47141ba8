package dev.weft.cluster.internal.security;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Weft. Two releases understand each other when major and minor are equal.
 *
 * @param major 0..65535
 * @param minor 0..65535
 * @param patch 0..65535
 */
public record WeftVersion(int major, int minor, int patch) {

  private static final String RESOURCE = "weft-version.properties";
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5}).*");
  private static final WeftVersion CURRENT = parse(readResource());

  public WeftVersion {
    checkPart(major);
    checkPart(minor);
    checkPart(patch);
  }

  /** The release this code belongs to. */
  public static WeftVersion current() {
    return CURRENT;
  }

  /** Reads {@code 1.2.3}, ignoring a qualifier such as {@code -SNAPSHOT}. */
  public static WeftVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a Weft version: '" + text + "', expected 1.2.3");
    }
    return new WeftVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  /** Whether members of this release and the other can form one cluster. */
  public boolean understands(WeftVersion other) {
    return major == other.major && minor == other.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }

  private static void checkPart(int part) {
    if (part < 0 || part > 0xFFFF) {
      throw new IllegalArgumentException("A version part must be 0..65535, not " + part);
    }
  }

  private static String readResource() {
    try (InputStream in = WeftVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The Weft jar is incomplete: it lacks " + RESOURCE);
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new IllegalStateException("The Weft jar cannot be read: " + RESOURCE, e);
    }
  }
}
