using System.Diagnostics;
using System.Text.Json;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>What one pass of the platform's JSON reader over the same events costs: the yardstick that makes figures of different machines comparable.</summary>
internal static class Floor
{
    /// <returns>CPU microseconds per event.</returns>
    public static double ReaderMicroseconds()
    {
        var buffer = new byte[8 << 20];
        var (lines, bytes) = new MetricEvents().Fill(buffer, 0, long.MaxValue);
        Pass(buffer.AsSpan(0, bytes)); // Warm.
        const int Passes = 20;
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < Passes; i++)
        {
            Pass(buffer.AsSpan(0, bytes));
        }

        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / ((double)lines * Passes);
    }

    private static long Pass(ReadOnlySpan<byte> text)
    {
        long tokens = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var reader = new Utf8JsonReader(text[..end]);
            while (reader.Read())
            {
                tokens++;
            }

            text = text[(end + 1)..];
        }

        return tokens;
    }
}
