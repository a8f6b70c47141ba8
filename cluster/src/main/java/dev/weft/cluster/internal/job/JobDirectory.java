package dev.weft.cluster.internal.job;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

/** What all members must know of a job: the namespace of its actors' names. Kept in the grid. */
public final class JobDirectory {

  private static final String NAME = "weft.jobs";

  private final IMap<String, String> namespaces;

  public JobDirectory(HazelcastInstance hazelcast) {
    namespaces = hazelcast.getMap(NAME);
  }

  /** Adds what the map needs to a grid's configuration. */
  public static void configure(Config config) {
    config.addMapConfig(new MapConfig(NAME).setBackupCount(1).setStatisticsEnabled(false));
  }

  /** Makes a job's namespace known; without this it has one of its own. */
  public void publish(JobId job, String namespace) {
    namespaces.set(job.uuid().toString(), namespace);
  }

  String namespace(JobId job) {
    String published = namespaces.get(job.uuid().toString());
    return published == null ? "job-" + job.uuid() : published;
  }

  /** Forgets a job that has ended. */
  public void forget(JobId job) {
    namespaces.delete(job.uuid().toString());
  }
}
