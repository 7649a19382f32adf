package jp.tsunagi.platform.control;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 画面の部品表. Tells the service worker which files make up the browser application and which version
 * they are, so that a device keeps one whole version for where there is no network.
 *
 * <p>Counted from what is deployed, never written by hand: a file forgotten in a list would be
 * missed only in the field, offline.
 */
@WebServlet(urlPatterns = "/shell-files.js", loadOnStartup = 1)
public class ShellFilesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /**
   * Not part of the shell: the server's own, the libraries' (named by the worker) and the worker.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile("/(WEB-INF|META-INF|_static|webjars)/.*|/(sw|shell-files)\\.js");

  private String script = "";

  @Override
  public void init() throws ServletException {
    SortedSet<String> files = new TreeSet<>();
    collect("/", files);
    String names = files.stream().map(file -> '"' + file + '"').collect(Collectors.joining(","));
    script = "self.shellFiles = {version: \"" + version(files) + "\", files: [" + names + "]};\n";
  }

  private void collect(String folder, SortedSet<String> files) {
    @Nullable Set<String> paths = getServletContext().getResourcePaths(folder);
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (LEFT_OUT.matcher(path).matches()) {
        continue;
      }
      if (path.endsWith("/")) {
        collect(path, files);
      } else {
        files.add(path);
      }
    }
  }

  private String version(SortedSet<String> files) throws ServletException {
    ServletContext context = getServletContext();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : files) {
        digest.update(file.getBytes(StandardCharsets.UTF_8));
        try (InputStream content = context.getResourceAsStream(file)) {
          if (content != null) {
            digest.update(content.readAllBytes());
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/javascript;charset=UTF-8");
    response.getWriter().write(script);
  }
}
