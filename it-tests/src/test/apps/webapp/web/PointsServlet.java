package web;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that makes remote calls. */
public class PointsServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  record Point(int x, int y) {}

  @Remote
  static Point turned(Point point) {
    return new Point(-point.y(), point.x());
  }

  @Remote
  static class Visits {

    private int count;

    int next() {
      return ++count;
    }
  }

  private transient Visits visits;

  @Override
  public void init() {
    visits = new Visits();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Point point = new Point(1, Integer.parseInt(request.getParameter("y")));
    ObjectRef<Point> turned = Weft.remote(() -> turned(point));
    response
        .getWriter()
        .println(
            "visit "
                + visits.next()
                + " "
                + turned.get()
                + (Weft.class.getClassLoader() == null ? ", the agent's Weft, " : ", its own Weft, ")
                + Weft.context().mode());
  }
}
