using System.Globalization;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.CrashPipeline;

/// <summary>Appends connection and number of each event to a file, a line each; a delivery is one write, so a kill takes it whole or not.</summary>
internal sealed class LinesOutput : IOutput, IDisposable
{
    private static readonly FieldReference Connection = FieldReference.Parse("c");
    private static readonly FieldReference Number = FieldReference.Parse("n");
    private readonly LinesOptions _options;
    private readonly FileStream _file;

    public LinesOutput(LinesOptions options, PluginContext context)
    {
        _ = context;
        _options = options;
        _file = new FileStream(options.Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        for (int i = 0; i < events.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{events.Span[i].Get(Connection)} {events.Span[i].Get(Number)}\n");
        }

        if (_options.Delay > 0)
        {
            await Task.Delay(_options.Delay, cancellation);
        }

        _file.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    public void Dispose() => _file.Dispose();
}
