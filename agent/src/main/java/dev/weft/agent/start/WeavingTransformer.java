package dev.weft.agent.start;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.OwnClasses;
import dev.weft.agent.weave.WovenClass;
import dev.weft.bridge.Weaving;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes of the application as the JVM loads them. A class that cannot be woven for reasons
 * of Weft's own stays as it is: the application goes on.
 */
final class WeavingTransformer implements ClassFileTransformer {

  private static final String LEFT_OUT =
      "It stays as it is, remote calls in it run in their caller's thread: ";

  private final LoaderWeavers weavers;
  private final ClassLoader isolated;
  private final IncludedClasses included;
  private final RunReport report;
  private final boolean isDryRun;
  private final UnwovenClasses unwoven = new UnwovenClasses();

  /** Set while a thread weaves: a class loader that loads classes meanwhile is left in peace. */
  private final ThreadLocal<@Nullable Boolean> isWeaving = new ThreadLocal<>();

  WeavingTransformer(
      LoaderWeavers weavers,
      ClassLoader isolated,
      IncludedClasses included,
      RunReport report,
      boolean isDryRun) {
    this.weavers = weavers;
    this.isolated = isolated;
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
    if (loader == null
        || className == null
        || redefined != null
        || isWeaving.get() != null
        || isForeign(loader)) {
      return null;
    }
    isWeaving.set(true);
    included.loaded(className);
    try {
      return isOwn(className, loader) ? null : weave(loader, classFile);
    } catch (Throwable e) {
      unwoven.add(className.replace('/', '.'), LEFT_OUT + e);
      return null;
    } finally {
      isWeaving.set(null);
    }
  }

  private byte @Nullable [] weave(ClassLoader loader, byte[] classFile) {
    WovenClass woven = weavers.of(loader).weave(classFile);
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
    if (woven.isWoven()) {
      Weaving.count(woven.remoteMethods(), woven.isActor());
    }
    return woven.bytes();
  }

  /** Whether classes of a loader are not the application's. */
  private boolean isForeign(ClassLoader loader) {
    return loader == isolated
        || loader == ClassLoader.getPlatformClassLoader()
        || loader.getClass().getClassLoader() == isolated;
  }

  private static boolean isOwn(String className, ClassLoader loader) {
    if (!className.startsWith("dev/weft/")) {
      return false;
    }
    if (className.equals("dev/weft/Weft")) {
      AgentLog.ownCopy(loader);
    }
    return OwnClasses.contains(className);
  }
}
