package dev.weft.cluster.internal.engine;

import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.view.View;
import dev.weft.cluster.internal.view.Views;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator when this member is no longer one of those that decide. */
final class ViewLog implements Consumer<View> {

  private static final Logger log = LoggerFactory.getLogger(ViewLog.class);

  private final Transport transport;
  private final Views views;

  ViewLog(Transport transport, Views views) {
    this.transport = transport;
    this.views = views;
  }

  @Override
  public void accept(View view) {
    if (views.isRemoved()) {
      log.warn(
          "The other members go on without this one ({}): view {}.",
          transport.self(),
          view.version());
    } else {
      log.debug("{}", view);
    }
  }
}
