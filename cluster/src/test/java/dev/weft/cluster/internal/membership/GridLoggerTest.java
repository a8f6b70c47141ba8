package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.MemberLeftException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;

final class GridLoggerTest {

  private final List<String> lines = new ArrayList<>();
  private final GridLogger logger = new GridLogger(new ListLogger(lines));

  @Test
  void shouldKeepWarningsAndErrors() {
    logger.warning("Member is suspected to be dead for reason: no heartbeat");
    logger.severe("Out of luck", new IllegalStateException());
    assertThat(lines)
        .containsExactly(
            "WARN Member is suspected to be dead for reason: no heartbeat",
            "ERROR Out of luck IllegalStateException");
  }

  @Test
  void shouldMakeItsAccountOfItselfADetail() {
    logger.info("Members {size:1}");
    logger.fine("Connecting");
    assertThat(lines).containsExactly("DEBUG Members {size:1}", "TRACE Connecting");
  }

  @Test
  void shouldMakeADetailOfWhatWeftReportsItself() {
    logger.warning("Hazelcast is starting in a Java modular environment (Java 9 and newer) but");
    logger.warning("Refused", new RefusedConnectionException());
    logger.warning("Connection[id=1] closed", new SocketException("Connection reset"));
    logger.warning("Connection[id=1] closed", new IOException("Broken pipe"));
    logger.warning("com.hazelcast.spi.exception.CallerNotMemberException: Not Member! this: 1");
    logger.warning("Member 1 is suspected to be dead for reason: No connection");
    logger.warning("Future.complete(Object) on completed future. Request: 1", new Exception());
    logger.warning("Partition state changed while invoking operation on local partitions. Re");
    logger.warning("Error while destroying a proxy.", new MemberLeftException("It left."));
    logger.warning("Interrupted while destroying map partitions for m", new Exception());
    assertThat(lines).hasSize(10).allMatch(line -> line.startsWith("DEBUG "));
  }

  @Test
  void shouldKeepOtherTroubleOfConnections() {
    logger.warning("Connection[id=1] closed", new IOException("Bad frame"));
    logger.warning("Error while destroying a proxy.", new IllegalStateException());
    assertThat(lines)
        .containsExactly(
            "WARN Connection[id=1] closed IOException",
            "WARN Error while destroying a proxy. IllegalStateException");
  }

  private static final class ListLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    ListLogger(List<String> lines) {
      this.lines = lines;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return "";
    }

    @Override
    protected void handleNormalizedLoggingCall(
        org.slf4j.event.Level level,
        Marker marker,
        String message,
        Object[] arguments,
        Throwable thrown) {
      lines.add(
          level + " " + message + (thrown == null ? "" : " " + thrown.getClass().getSimpleName()));
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
