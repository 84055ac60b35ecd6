import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table padded so that it reads as well on a terminal; numbers stand to the right. */
final class Table {

    private final List<List<String>> lines = new ArrayList<>();

    Table(String... head) {
        lines.add(List.of(head));
    }

    /** Never rounds a figure away to nothing. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String format =
                size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    void line(String... cells) {
        lines.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, lines.getFirst().size()).map(this::width).toArray();
        var text = new StringBuilder(row(lines.getFirst(), widths));
        text.append(row(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths));
        lines.stream().skip(1).forEach(line -> text.append(row(line, widths)));
        return text.toString();
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private static String row(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> pad(cells.get(column), widths[column]))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String pad(String cell, int width) {
        String blanks = " ".repeat(width - cell.length());
        return cell.matches("-|-?[0-9.]+") ? blanks + cell : cell + blanks;
    }
}
