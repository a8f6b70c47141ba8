package dev.weft.cluster.internal.engine;

import dev.weft.bridge.Weaving;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/**
 * How much of the application is woven: what the agent wove so far, and what the Maven plugin wrote
 * down at build time, a line for each class: its name, the number of its remote methods, and
 * whether it makes actors.
 *
 * @param methods remote methods, those of actors included
 * @param actors actor classes
 */
record WovenCounts(int methods, int actors) {

  private static final String INDEX = "META-INF/weft/woven";

  static WovenCounts here() {
    WovenCounts counts = new WovenCounts(Weaving.methods(), Weaving.actors());
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (loader == null) {
      return counts;
    }
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        counts = counts.plus(index);
      }
    } catch (IOException e) {
      // only a number in the banner depends on it
    }
    return counts;
  }

  private WovenCounts plus(URL index) throws IOException {
    WovenCounts sum = this;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.trim().split(" ", -1);
        if (fields.length == 3) {
          sum =
              new WovenCounts(
                  sum.methods + Integer.parseInt(fields[1]),
                  sum.actors + (fields[2].equals("actor") ? 1 : 0));
        }
      }
    }
    return sum;
  }
}
