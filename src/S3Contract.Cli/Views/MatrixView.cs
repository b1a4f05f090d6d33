using S3Contract.Harness.Reports.Matrix;

namespace S3Contract.Cli.Views;

/// <summary>Shows a matrix: a table, and what breaks.</summary>
internal sealed class MatrixView(Screen screen)
{
    public void Show(PairMatrix matrix)
    {
        string[][] rows =
        [
            ["provider \\ requirer", .. matrix.Requirers.Select(charm => Plain.Line(charm.Title))],
            .. matrix.Providers.Select((charm, i) => (string[])[Plain.Line(charm.Title), .. matrix.Requirers.Select((_, j) => matrix[i, j].Words)]),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        for (int i = 0; i < rows.Length; i++)
        {
            screen.Line([.. rows[i].Select((cell, column) => (cell.PadRight(column == rows[i].Length - 1 ? 0 : widths[column] + 2), Style(matrix, i - 1, column - 1)))]);
        }

        string[] notes = [.. MatrixFormats.Notes(matrix)];
        if (notes.Length > 0)
        {
            screen.Line();
        }

        foreach (string note in notes)
        {
            screen.Prose([(Plain.Line(note), "default")]);
        }
    }

    private static string Style(PairMatrix matrix, int row, int column) => row < 0 || column < 0 ? "bold"
        : matrix[row, column] is { Problem: not null } ? "yellow"
        : matrix[row, column].Level is null ? "red"
        : matrix[row, column].Broken is null ? "green" : "yellow";
}
