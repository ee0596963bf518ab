package dev.dyn.runtime.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.style.markers.Marker;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A drawing that becomes an SVG file.
///
/// The chart paints a marker and a piece of line at a time, and Batik would make an element of some
/// hundred bytes of each; hundreds of thousands would make a file no browser opens. Dots and pieces
/// of curves are therefore collected: those of one colour become one path, about twelve bytes each,
/// above everything else.
final class SvgCanvas {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final String LINKS = "http://www.w3.org/1999/xlink";
  private static final int DIGITS = 2;

  /// The stroke of curves, and of nothing else.
  static final BasicStroke CURVE =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

  private final Document document;
  private final SVGGraphics2D graphics;
  private final int width;
  private final int height;
  private final List<Element> images = new ArrayList<>();
  private final Map<Color, DotPath> dots = new LinkedHashMap<>();
  private final Map<Color, LinePath> lines = new LinkedHashMap<>();

  SvgCanvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.document = newDocument();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(DIGITS);
    context.setComment("dyn");
    this.graphics = new CollectingGraphics(context);
  }

  /// Takes out the pieces of curves, which are known by their stroke.
  private final class CollectingGraphics extends SVGGraphics2D {
    CollectingGraphics(SVGGeneratorContext context) {
      super(context, false);
    }

    @Override
    public void draw(Shape shape) {
      if (getStroke() == CURVE && shape instanceof Line2D line) {
        lines
            .computeIfAbsent(getColor(), _ -> new LinePath(CURVE.getLineWidth()))
            .add(line.getX1(), line.getY1(), line.getX2(), line.getY2());
      } else {
        super.draw(shape);
      }
    }
  }

  private static Document newDocument() {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      return factory.newDocumentBuilder().getDOMImplementation().createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the Java platform has no XML documents", e);
    }
  }

  Graphics2D graphics() {
    return graphics;
  }

  /// A marker of round dots `size` pixels wide, whatever size the chart says.
  Marker dotMarker(double size) {
    return new Marker() {
      @Override
      public void paint(Graphics2D g, double x, double y, int ignored) {
        dots.computeIfAbsent(g.getColor(), _ -> new DotPath(size)).add(x, y);
      }
    };
  }

  /// Places an image over a rectangle; its pixels stay sharp.
  void place(BufferedImage image, Rectangle at) throws IOException {
    var png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    Element element = document.createElementNS(SVG, "image");
    element.setAttribute("x", Integer.toString(at.x));
    element.setAttribute("y", Integer.toString(at.y));
    element.setAttribute("width", Integer.toString(at.width));
    element.setAttribute("height", Integer.toString(at.height));
    element.setAttribute("preserveAspectRatio", "none");
    element.setAttribute("image-rendering", "optimizeSpeed");
    String encoded = Base64.getEncoder().encodeToString(png.toByteArray());
    element.setAttributeNS(LINKS, "xlink:href", "data:image/png;base64," + encoded);
    images.add(element);
  }

  void writeTo(OutputStream to) throws IOException {
    Element root = graphics.getRoot();
    root.setAttribute("width", Integer.toString(width));
    root.setAttribute("height", Integer.toString(height));
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    images.forEach(root::appendChild);
    lines.forEach((colour, path) -> root.appendChild(path.element(document, hexadecimal(colour))));
    dots.forEach((colour, path) -> root.appendChild(path.element(document, hexadecimal(colour))));
    Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    graphics.stream(root, out, false, false);
    out.flush();
  }

  private static String hexadecimal(Color colour) {
    return String.format("#%06x", colour.getRGB() & 0xFFFFFF);
  }
}
