package dev.weft.it.faults.check;

import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.Operation;

/** The models of the workload's actors. */
final class Models {

  /** A register that starts with 0. */
  static final Model<Long> REGISTER =
      new Model<>() {
        @Override
        public Long initial() {
          return 0L;
        }

        @Override
        public Long after(Long state, Call call) {
          return call.operation() == Operation.WRITE || reply(state, call) == 1 && isCas(call)
              ? (Long) call.argument()
              : state;
        }

        @Override
        public long reply(Long state, Call call) {
          if (isCas(call)) {
            return state == call.expected() ? 1 : 0;
          }
          return call.operation() == Operation.READ ? state : 0;
        }

        private static boolean isCas(Call call) {
          return call.operation() == Operation.CAS;
        }
      };

  /** A counter that starts with 0. */
  static final Model<Long> COUNTER =
      new Model<>() {
        @Override
        public Long initial() {
          return 0L;
        }

        @Override
        public Long after(Long state, Call call) {
          return call.operation() == Operation.ADD ? state + call.argument() : state;
        }

        @Override
        public long reply(Long state, Call call) {
          return after(state, call);
        }
      };

  /** A list that starts empty. Of its contents only a digest is kept. */
  static final Model<ListState> LIST =
      new Model<>() {
        @Override
        public ListState initial() {
          return new ListState(0, 0);
        }

        @Override
        public ListState after(ListState state, Call call) {
          return call.operation() == Operation.APPEND ? state.with(call.argument()) : state;
        }

        @Override
        public long reply(ListState state, Call call) {
          return call.operation() == Operation.READ ? state.digest() : after(state, call).length();
        }
      };

  private Models() {}

  /**
   * A list of that many ids.
   *
   * @param digest of the ids in their order
   */
  record ListState(int length, long digest) {

    private static final long PRIME = 0x100000001B3L;

    static ListState of(long... ids) {
      ListState state = new ListState(0, 0);
      for (long id : ids) {
        state = state.with(id);
      }
      return state;
    }

    ListState with(long id) {
      return new ListState(length + 1, (digest ^ id) * PRIME + length + 1);
    }
  }
}
