package dev.weft.agent.start;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.weave.Weaver;
import dev.weft.agent.weave.WovenClass;
import dev.weft.bridge.Weaving;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes of the application as the JVM loads them, and new versions by which a debugger
 * redefines them. A class that cannot be woven for reasons of Weft's own stays as it is: the
 * application goes on.
 *
 * <p>It is not registered as capable of retransformation: when another agent has a class
 * transformed once more, the JVM begins with what this one made of it.
 */
final class WeavingTransformer implements ClassFileTransformer {

  private static final String LEFT_OUT =
      "It stays as it is, remote calls in it run in their caller's thread: ";

  private final LoaderWeavers weavers;
  private final ApplicationClasses application;
  private final IncludedClasses included;
  private final RunReport report;
  private final boolean isDryRun;
  private final UnwovenClasses unwoven = new UnwovenClasses();

  /** Set while a thread weaves: a class loader that loads classes meanwhile is left in peace. */
  private final ThreadLocal<@Nullable Boolean> isWeaving = new ThreadLocal<>();

  WeavingTransformer(
      LoaderWeavers weavers,
      ApplicationClasses application,
      IncludedClasses included,
      RunReport report,
      boolean isDryRun) {
    this.weavers = weavers;
    this.application = application;
    this.included = included;
    this.report = report;
    this.isDryRun = isDryRun;
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // a failing transformer must not show
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || className == null) {
      return null;
    }
    if (!application.isTheirs(loader, className)) {
      if (className.equals("dev/weft/Weft")) {
        AgentLog.ownCopy(loader);
      }
      return null;
    }
    try {
      included.loaded(className);
      ConstantPool constants = constants(classFile);
      return constants != null && isPlain(loader, constants)
          ? null
          : weaveAlone(loader, constants, classFile, redefined == null);
    } catch (Throwable e) {
      unwoven.add(className.replace('/', '.'), LEFT_OUT + e);
      return null;
    }
  }

  /** Answers for nearly every class, without a look at any other. */
  private boolean isPlain(ClassLoader loader, ConstantPool constants) {
    return !constants.mentionsLoadClass() && weavers.of(loader).isKnownPlain(constants);
  }

  private byte @Nullable [] weaveAlone(
      ClassLoader loader, @Nullable ConstantPool constants, byte[] classFile, boolean isNew)
      throws IOException {
    if (isWeaving.get() != null) {
      return null;
    }
    isWeaving.set(true);
    try {
      return weave(loader, constants, classFile, isNew);
    } finally {
      isWeaving.set(null);
    }
  }

  private byte @Nullable [] weave(
      ClassLoader loader, @Nullable ConstantPool constants, byte[] classFile, boolean isNew)
      throws IOException {
    Weaver weaver = weavers.of(loader);
    if (constants != null && !constants.mentionsLoadClass() && weaver.isPlain(constants)) {
      return null;
    }
    byte[] asking =
        constants == null ? null : RuntimeFirst.of(constants, classFile, weavers.files(loader));
    WovenClass woven =
        constants == null || asking != null
            ? weaver.weave(asking == null ? classFile : asking)
            : weaver.weave(constants, classFile);
    for (Message message : woven.messages()) { // a lambda would be a millisecond of every start
      if (!woven.isWoven() && message.method().isEmpty()) {
        unwoven.add(woven.name(), message.text() + " " + message.remedy());
      } else {
        AgentLog.found(message);
      }
    }
    report.add(woven);
    if (isDryRun) {
      return null;
    }
    if (isNew && woven.isWoven()) {
      Weaving.count(woven.remoteMethods(), woven.isActor());
    }
    return woven.isWoven() ? woven.bytes() : asking;
  }

  private static @Nullable ConstantPool constants(byte[] classFile) {
    try {
      return ConstantPool.of(classFile);
    } catch (IllegalArgumentException e) {
      return null; // the weaver says what is wrong with it
    }
  }
}
