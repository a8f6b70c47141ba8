package dev.weft.maven;

import dev.weft.agent.check.Spelling;
import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.Include;
import dev.weft.agent.type.Includes;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * The included methods as far as a folder's classes have them: a class that is not woven here has
 * no table, so calls of its methods must stay plain.
 *
 * @param here those to weave by
 * @param warnings what became of the others, if that may be a mistake; whole sentences
 */
record FolderIncludes(Includes here, List<String> warnings) {

  /**
   * Chooses among all.
   *
   * @param classNames the internal names of the folder's classes
   * @param classFiles finds these and others
   */
  static FolderIncludes of(
      Includes all, Collection<String> classNames, ClassFileLocator classFiles) {
    ClassInfos present = new ClassInfos(classFiles);
    List<String> warnings = new ArrayList<>(all.problems());
    for (String name : all.classNames()) {
      if (!classNames.contains(name)) {
        Optional<ClassInfo> elsewhere = present.find(name);
        if (elsewhere.isEmpty()) {
          warnings.add(missing(name, classNames));
        } else if (!isIncluded(elsewhere.get(), all.of(name))) {
          warnings.add(
              "weft.include: "
                  + Names.binary(name)
                  + " is not among the classes woven here and stays as it is. Weave it where it is"
                  + " built, or start with the agent.");
        }
      }
    }
    return new FolderIncludes(all.only(classNames), warnings);
  }

  private static String missing(String name, Collection<String> classNames) {
    return "weft.include: there is no class "
        + Names.binary(name)
        + "."
        + Spelling.nearest(name, classNames)
            .map(nearest -> " Did you mean " + Names.binary(nearest) + "?")
            .orElse("");
  }

  /** Whether it was woven with these patterns already, where it was built. */
  private static boolean isIncluded(ClassInfo info, List<Include> includes) {
    return includes.stream()
        .allMatch(
            include ->
                info.methods().stream()
                    .filter(m -> include.names(m.name(), m.descriptor(), m.access()))
                    .anyMatch(MethodInfo::isRemote));
  }
}
