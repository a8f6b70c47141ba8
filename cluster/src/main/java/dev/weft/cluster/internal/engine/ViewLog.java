package dev.weft.cluster.internal.engine;

import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.view.View;
import dev.weft.cluster.internal.view.Views;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator when this member is no longer one of those that decide. */
final class ViewLog implements Consumer<View> {

  private static final Logger log = LoggerFactory.getLogger(ViewLog.class);

  private final Transport transport;
  private final Views views;
  private final BooleanSupplier isLeaving;

  /**
   * @param isLeaving whether this member leaves of its own will, so that nobody needs to know
   */
  ViewLog(Transport transport, Views views, BooleanSupplier isLeaving) {
    this.transport = transport;
    this.views = views;
    this.isLeaving = isLeaving;
  }

  @Override
  public void accept(View view) {
    if (views.isRemoved() && !isLeaving.getAsBoolean()) {
      log.warn(
          "The other members go on without this one ({}): view {}.",
          transport.self(),
          view.version());
    } else {
      log.debug("{}", view);
    }
  }
}
