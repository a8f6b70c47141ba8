package dev.weft.agent.weave;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs {@code P.main} in a JVM of its own and stops it on its way, as a debugger does. At every
 * stop it reads all variables that can be seen, of all frames of the program.
 */
final class Debugger implements AutoCloseable {

  private static final long LIMIT_MS = 60_000;

  private final VirtualMachine machine;
  private final List<Stop> stops = new ArrayList<>();
  private int lastDepth;

  /**
   * One stop, where a line begins: not where a called method returns to the middle of one.
   *
   * @param line the class and the line
   * @param variables the variables of the topmost frame; values of objects are their types
   */
  record Stop(String line, Map<String, String> variables) {}

  private Debugger(VirtualMachine machine) {
    this.machine = machine;
  }

  /** The stops of a program with a breakpoint at each place that belongs to a line. */
  static List<Stop> atBreakpoints(Program program) {
    try (Debugger debugger = start(program)) {
      debugger.run(false);
      return debugger.stops;
    }
  }

  /** The stops of a program that is stepped through, into each method of its own. */
  static List<Stop> stepping(Program program) {
    try (Debugger debugger = start(program)) {
      debugger.run(true);
      return debugger.stops;
    }
  }

  private static Debugger start(Program program) {
    try {
      Path folder = Files.createTempDirectory("weft-debugged");
      for (Map.Entry<String, byte[]> type : program.classes().entrySet()) {
        Files.write(folder.resolve(type.getKey() + ".class"), type.getValue());
      }
      LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
      Map<String, Connector.Argument> arguments = connector.defaultArguments();
      arguments.get("main").setValue("P");
      arguments
          .get("options")
          .setValue(
              "-Xverify:all -Dweft.mode=inline -cp \""
                  + folder
                  + File.pathSeparator
                  + System.getProperty("java.class.path")
                  + "\"");
      return new Debugger(connector.launch(arguments));
    } catch (Exception e) {
      throw new AssertionError("The program could not be launched.", e);
    }
  }

  private void run(boolean isStepping) {
    ClassPrepareRequest prepare = machine.eventRequestManager().createClassPrepareRequest();
    prepare.addClassFilter("P*");
    prepare.enable(); // the machine stands still until the event of its start is taken, below
    long deadline = System.nanoTime() + LIMIT_MS * 1_000_000;
    try {
      while (System.nanoTime() < deadline) {
        EventSet events = machine.eventQueue().remove(LIMIT_MS);
        if (events == null) {
          break;
        }
        for (Event event : events) {
          if (event instanceof VMDisconnectEvent) {
            return;
          }
          handle(event, isStepping);
        }
        events.resume();
      }
      throw new AssertionError("The program did not end. " + output());
    } catch (VMDisconnectedException e) {
      // it has ended
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void handle(Event event, boolean isStepping) {
    if (event instanceof ClassPrepareEvent prepared) {
      prepared(prepared.referenceType(), isStepping);
    } else if (event instanceof BreakpointEvent breakpoint) {
      if (isStepping) {
        step(breakpoint.thread());
      }
      stopped(breakpoint.location(), breakpoint.thread());
    } else if (event instanceof StepEvent step) {
      stopped(step.location(), step.thread());
    }
  }

  private void prepared(ReferenceType type, boolean isStepping) {
    try {
      for (Location location : type.allLineLocations()) {
        boolean isStart = location.codeIndex() == 0 && location.method().name().equals("main");
        if (!isStepping || isStart) {
          var request = machine.eventRequestManager().createBreakpointRequest(location);
          request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
          request.enable();
        }
      }
    } catch (AbsentInformationException e) {
      // one that the JVM made for a lambda
    }
  }

  private void step(ThreadReference thread) {
    StepRequest step =
        machine
            .eventRequestManager()
            .createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_INTO);
    step.addClassFilter("P*");
    step.enable();
  }

  private void stopped(Location location, ThreadReference thread) {
    try {
      Map<String, String> top = new TreeMap<>();
      int depth = 0;
      for (StackFrame frame : thread.frames()) {
        if (!frame.location().declaringType().name().startsWith("P")) {
          continue;
        }
        Map<String, String> variables = read(frame);
        if (depth++ == 0) {
          top = variables;
        }
      }
      boolean isEntry = depth > lastDepth && location.lineNumber() > 0;
      lastDepth = depth;
      if (isEntry || isStart(location)) {
        stops.add(new Stop(location.declaringType().name() + ":" + location.lineNumber(), top));
      }
    } catch (IncompatibleThreadStateException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isStart(Location location) {
    try {
      return location.method().allLineLocations().contains(location);
    } catch (AbsentInformationException e) {
      return false;
    }
  }

  private static Map<String, String> read(StackFrame frame) {
    Map<String, String> values = new TreeMap<>();
    try {
      if (frame.thisObject() != null) {
        values.put("this", frame.thisObject().type().name());
      }
      for (LocalVariable variable : frame.visibleVariables()) {
        var value = frame.getValue(variable);
        boolean isObject = value instanceof com.sun.jdi.ObjectReference;
        boolean isText = value instanceof com.sun.jdi.StringReference;
        values.put(
            variable.name(), isObject && !isText ? value.type().name() : String.valueOf(value));
      }
    } catch (AbsentInformationException e) {
      // code that the compiler or the weaver has added
    } catch (RuntimeException e) {
      throw new AssertionError(
          "At " + frame.location() + " of " + frame.location().method() + ": " + e, e);
    }
    return values;
  }

  private String output() {
    try (InputStream error = machine.process().getErrorStream()) {
      return new String(error.readNBytes(error.available()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    machine.process().destroyForcibly();
  }
}
