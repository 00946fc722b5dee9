package org.dmoe.report;

import java.util.List;

/** Pieces of HTML; every text is escaped. */
final class Html {

  private Html() {}

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  static String element(String name, String text) {
    return "<%s>%s</%s>".formatted(name, escape(text), name);
  }

  static String list(String attributes, List<String> items) {
    StringBuilder out = new StringBuilder("<ul" + attributes + ">\n");
    items.forEach(item -> out.append(element("li", item)).append('\n'));
    return out.append("</ul>\n").toString();
  }

  static String table(DataTable table) {
    StringBuilder out =
        new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
    table.header().forEach(cell -> out.append("<th scope=\"col\">" + escape(cell) + "</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      out.append("<tr>");
      row.forEach(cell -> out.append(element("td", cell)));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }
}
