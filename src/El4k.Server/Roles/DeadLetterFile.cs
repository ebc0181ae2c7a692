using System.Buffers;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Server.Roles;

/// <summary>Keeps what a target refuses for good, a JSON line each with the reason, so that nothing is lost silently.</summary>
/// <remarks>One file per data folder: <c>dead-letters.ndjson</c>. Each line is flushed to the operating system before the event counts as dealt with.</remarks>
internal sealed class DeadLetterFile(string folder, TimeProvider time, Action<string> log) : IDeadLetters, IAsyncDisposable
{
    /// <summary>Past this size events are refused with a message instead: a mistake in a mapping must not fill the disk.</summary>
    public static readonly long LargestFile = 1L << 30;

    private readonly SemaphoreSlim _one = new(1, 1);
    private FileStream? _file;
    private bool _saidFull;

    public string Path { get; } = System.IO.Path.Combine(folder, "dead-letters.ndjson");

    public async ValueTask AddAsync(string pluginId, Event refused, string reason)
    {
        var line = Line(pluginId, refused, reason);
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_file is null)
            {
                Directory.CreateDirectory(folder);
                _file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
                log($"warning: the target of {pluginId} refuses events; they are kept in {Path}. The first reason: {reason}");
            }

            if (_file.Length + line.Length > LargestFile)
            {
                SayFull(pluginId, reason);
                return;
            }

            await _file.WriteAsync(line).ConfigureAwait(false);
            await _file.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }

        _one.Dispose();
    }

    private ReadOnlyMemory<byte> Line(string pluginId, Event refused, string reason)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("@timestamp", time.GetUtcNow());
            json.WriteString("plugin_id", pluginId);
            json.WriteString("reason", reason);
            var body = new ArrayBufferWriter<byte>(512);
            refused.WriteJson(body);
            json.WritePropertyName("event");
            json.WriteRawValue(body.WrittenSpan, skipInputValidation: true);
            json.WriteEndObject();
        }

        text.Write("\n"u8);
        return text.WrittenMemory;
    }

    private void SayFull(string pluginId, string reason)
    {
        if (!_saidFull)
        {
            _saidFull = true;
            log($"error: {Path} has reached {LargestFile >> 20} MiB; events that {pluginId} cannot deliver are dropped from now on. The last reason: {reason}");
        }
    }
}
