using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests;

/// <summary>Reads rows of reports.</summary>
internal static class ReportRows
{
    public static string Label(JsonNode? row) => row!["label"]!.GetValue<string>();

    public static double Cell(JsonNode? row, string key) => row!["cells"]![key]!.GetValue<double>();
}
