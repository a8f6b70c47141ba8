package dev.weft.agent.loader;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * One library inside the agent's jar: a folder of its own, so that its services, licences and
 * resources do not meet those of others.
 */
final class LibraryFolder {

  private final JarFile jar;
  private final String jarUrl;

  /** Where to look, in order: the folders for releases of Java that this one has, then the root. */
  private final List<String> roots;

  /** One for all its classes: the JVM asks the loader once for each that is new to it. */
  private final ProtectionDomain domain;

  LibraryFolder(
      JarFile jar, String jarUrl, String path, List<Integer> releases, ClassLoader loader) {
    this.jar = jar;
    this.jarUrl = jarUrl;
    this.roots = new ArrayList<>();
    for (int release : releases) {
      roots.add(path + "META-INF/versions/" + release + "/");
    }
    roots.add(path);
    CodeSource source = new CodeSource(url(path), (Certificate[]) null);
    this.domain = new ProtectionDomain(source, null, loader, null);
  }

  /** The entry of a name, or null. */
  @Nullable JarEntry find(String name) {
    for (String root : roots) {
      JarEntry entry = jar.getJarEntry(root + name);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Says where classes of the library come from, for those who ask. */
  ProtectionDomain domain() {
    return domain;
  }

  /** The address of something in the agent's jar. */
  URL url(String entry) {
    try {
      return URI.create("jar:" + jarUrl + "!/" + entry).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
