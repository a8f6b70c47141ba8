package dev.weft.it.faults.check;

import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.Operation;
import org.jspecify.annotations.Nullable;

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
          return call.operation() == Operation.ADD ? state + call.argument() : state;
        }
      };

  private Models() {}

  /**
   * A list that starts empty and comes to hold some ids; the state is its length. What comes next
   * is known, so that a search has nothing to guess.
   */
  static Model<Integer> listOf(long... ids) {
    return new Model<>() {
      @Override
      public Integer initial() {
        return 0;
      }

      @Override
      public @Nullable Integer after(Integer length, Call call) {
        if (call.operation() != Operation.APPEND) {
          return length;
        }
        return length < ids.length && ids[length] == call.argument() ? length + 1 : null;
      }

      @Override
      public long reply(Integer length, Call call) {
        return call.operation() == Operation.APPEND ? length + 1 : length;
      }
    };
  }
}
