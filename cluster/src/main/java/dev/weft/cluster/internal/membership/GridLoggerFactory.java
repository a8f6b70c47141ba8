package dev.weft.cluster.internal.membership;

import com.hazelcast.logging.ILogger;
import com.hazelcast.logging.LoggerFactory;

/** Hands Hazelcast's log to slf4j. Public because Hazelcast makes it by its name. */
public final class GridLoggerFactory implements LoggerFactory {

  @Override
  public ILogger getLogger(String name) {
    return new GridLogger(org.slf4j.LoggerFactory.getLogger(name));
  }
}
