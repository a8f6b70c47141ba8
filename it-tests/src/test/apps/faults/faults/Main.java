package faults;

import java.util.ArrayList;
import java.util.List;

/**
 * A driver whose callers call actors and write down each call, until a line is read from standard
 * input; then it writes down what the actors have, and ends.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    Actors actors = new Actors();
    Progress progress = new Progress(Settings.FOLDER, Settings.DRIVER, Settings.CALLERS);
    List<Caller> callers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Settings.CALLERS; i++) {
      Recorder recorder = new Recorder(Settings.FOLDER, 100 * Settings.DRIVER + i);
      Caller caller = new Caller(i, actors, recorder, progress);
      callers.add(caller);
      Thread thread = new Thread(caller, "caller-" + i);
      threads.add(thread);
      thread.start();
    }
    System.out.println("under way");

    System.in.read();
    callers.forEach(Caller::stop);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("callers have ended");
    Endings.write(actors);
    System.out.println("finished");
  }
}
