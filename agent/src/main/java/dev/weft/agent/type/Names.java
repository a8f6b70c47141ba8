package dev.weft.agent.type;

/**
 * The names of the runtime as they stand in class files. The weaver knows the runtime by name only,
 * so that it can weave for a class loader that it does not see.
 */
public final class Names {

  public static final String OBJECT = "java/lang/Object";
  public static final String OBJECT_DESCRIPTOR = "Ljava/lang/Object;";
  public static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";
  public static final String COMPLETION_STAGE = "java/util/concurrent/CompletionStage";

  public static final String REMOTE_ANNOTATION = "Ldev/weft/Remote;";
  public static final String READ_ONLY_ANNOTATION = "Ldev/weft/ReadOnly;";
  public static final String RESTORED_ANNOTATION = "Ldev/weft/Restored;";
  public static final String WOVEN_ANNOTATION = "Ldev/weft/bridge/Woven;";

  public static final String WEFT = "dev/weft/Weft";
  public static final String CALL_OPTIONS = "dev/weft/CallOptions";
  public static final String CALL_OPTIONS_DESCRIPTOR = "Ldev/weft/CallOptions;";
  public static final String OBJECT_REF = "dev/weft/ObjectRef";
  public static final String OBJECT_REF_DESCRIPTOR = "Ldev/weft/ObjectRef;";
  public static final String REMOTE_CALL = "dev/weft/RemoteCall";
  public static final String REMOTE_ACTION = "dev/weft/RemoteAction";
  public static final String REMOTE_FUNCTION = "dev/weft/RemoteFunction";
  public static final String WEAVE_EXCEPTION = "dev/weft/error/WeaveException";

  public static final String ACTOR = "dev/weft/bridge/Actor";
  public static final String ACTOR_ADDRESS = "dev/weft/spi/ActorAddress";
  public static final String ACTOR_ADDRESS_DESCRIPTOR = "Ldev/weft/spi/ActorAddress;";
  public static final String CONSTRUCTION = "dev/weft/bridge/Construction";
  public static final String CREATION_OPTIONS = "dev/weft/bridge/CreationOptions";
  public static final String FORCE = "dev/weft/bridge/Force";
  public static final String LAMBDAS = "dev/weft/bridge/Lambdas";
  public static final String LINKER = "dev/weft/bridge/Linker";
  public static final String REAL_DESCRIPTOR = "Ldev/weft/bridge/Real;";
  public static final String REF_FUNCTION = "dev/weft/bridge/RefFunction";
  public static final String CLUSTER_EXECUTORS = "dev/weft/bridge/ClusterExecutors";
  public static final String SCOPE = "dev/weft/bridge/Scope";
  public static final String SCOPE_DESCRIPTOR = "Ldev/weft/bridge/Scope;";
  public static final String REMOTE_TABLE = "dev/weft/bridge/RemoteTable";
  public static final String REMOTE_TABLE_DESCRIPTOR = "Ldev/weft/bridge/RemoteTable;";

  /** The descriptor of the constructor that makes a handle. */
  public static final String HANDLE_CONSTRUCTOR = "(" + ACTOR_ADDRESS_DESCRIPTOR + ")V";

  /** What the names of all members begin with that the weaver adds to a class. */
  public static final String ADDED = "$weft$";

  private Names() {}

  /** The name without its package, nested classes after a dot, as messages have it. */
  public static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  /** The name as it stands in source, with dots. */
  public static String binary(String internalName) {
    return internalName.replace('/', '.');
  }
}
