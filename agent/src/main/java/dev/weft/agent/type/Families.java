package dev.weft.agent.type;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Tells from constants alone whether a class, a superclass, or an interface of any of them mentions
 * the annotation {@code @Remote}, or a pattern of {@code weft.include} names one; and so, of nearly
 * every class, that it has nothing to do with Weft.
 *
 * <p>Most of what the agent adds to the start of an application is spent here, before the JIT knows
 * the code: hence few and small methods, nothing generic, and no lambda. May be used by many
 * threads at once.
 */
public final class Families implements HeaderFiles.Look<ClassHeader> {

  /** Those whose answer waits for one's: a damaged class file may name itself as an ancestor. */
  private record Asked(String name, @Nullable Asked before) {}

  private final ClassFileLocator classFiles;
  private final Includes includes;
  private final PlainNames names = new PlainNames();

  Families(ClassFileLocator classFiles, Includes includes) {
    this.classFiles = classFiles;
    this.includes = includes;
    names.put(Names.WEFT, PlainNames.Answer.MENTIONS); // who uses these may make calls
    names.put(Names.CALL_OPTIONS, PlainNames.Answer.MENTIONS);
  }

  /**
   * Whether a class is known to be plain.
   *
   * @param name where the constant with its internal name is, after the tag
   */
  boolean isKnownPlain(byte[] bytes, int name) {
    return ConstantPool.find(bytes, name, names) == PlainNames.Answer.PLAIN;
  }

  /**
   * Whether it is known that a class stays as it is, for all that it uses is known to be plain. No
   * other class is looked at.
   */
  public boolean isKnownPlain(ConstantPool constants) {
    if (isNamed(constants) || constants.uses(names) != PlainNames.Answer.PLAIN) {
      return false;
    }
    constants.notePlain(names);
    return true;
  }

  /**
   * Whether a class stays as it is, for all that it uses is plain: a class that is remote itself,
   * or by a parent, and one that calls such a class, is not.
   */
  public boolean isPlain(ConstantPool constants) {
    if (isNamed(constants) || constants.uses(names) == PlainNames.Answer.MENTIONS) {
      return false;
    }
    for (String name : constants.unknown(names)) {
      if (mention(name)) {
        return false;
      }
    }
    constants.notePlain(names);
    return true;
  }

  /**
   * Takes note of a class that is being woven, and tells whether it or its family mentions the
   * annotation.
   */
  public boolean see(ConstantPool constants) {
    String name = constants.className();
    boolean mentions = mention(ClassHeader.of(constants, includes), new Asked(name, null));
    note(name, mentions);
    return mentions;
  }

  /** Whether a class itself mentions the annotation, or a pattern names it. */
  public boolean isNamed(ConstantPool constants) {
    return constants.mentionsRemote()
        || (includes != Includes.NONE && includes.contains(constants.className()));
  }

  /** Whether a class or its family mentions the annotation. */
  public boolean mention(String internalName) {
    return mention(internalName, null);
  }

  private boolean mention(String internalName, @Nullable Asked before) {
    PlainNames.Answer known = names.find(internalName);
    if (OwnClasses.isRuntime(internalName)) {
      return false; // of those that it knows to mention something, too
    }
    return known == PlainNames.Answer.UNKNOWN
        ? find(internalName, before)
        : known == PlainNames.Answer.MENTIONS;
  }

  private boolean find(String internalName, @Nullable Asked before) {
    for (Asked asked = before; asked != null; asked = asked.before()) {
      if (asked.name().equals(internalName)) {
        return false;
      }
    }
    ClassHeader header = RemoteTypes.isForeign(internalName) ? null : read(internalName);
    boolean mentions = header != null && mention(header, new Asked(internalName, before));
    note(internalName, mentions);
    return mentions;
  }

  private boolean mention(ClassHeader header, Asked asked) {
    if (header.mentionsRemote()) {
      return true;
    }
    for (String parent : header.parents()) {
      if (mention(parent, asked)) {
        return true;
      }
    }
    return false;
  }

  private void note(String internalName, boolean mentions) {
    names.put(internalName, mentions ? PlainNames.Answer.MENTIONS : PlainNames.Answer.PLAIN);
  }

  private @Nullable ClassHeader read(String internalName) {
    try {
      if (classFiles instanceof HeaderFiles files) {
        return files.isKnownPlain(internalName) ? null : files.look(internalName, this);
      }
      ClassFileLocator.Resolution found = classFiles.locate(Names.binary(internalName));
      return found.isResolved() ? at(ConstantPool.of(found.resolve())) : null;
    } catch (IOException | IllegalArgumentException e) {
      return null; // unreadable: as good as missing
    }
  }

  /** Takes the header of a class. */
  @Override
  public ClassHeader at(ConstantPool constants) {
    return ClassHeader.of(constants, includes);
  }
}
