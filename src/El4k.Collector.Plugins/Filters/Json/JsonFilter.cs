using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Json;

/// <summary>Decodes JSON text in a field, into another field or into the event itself.</summary>
/// <remarks>Nothing is set when the text cannot be decoded as a whole. Immutable once built: workers share it.</remarks>
internal sealed class JsonFilter : EventFilter
{
    private readonly JsonFilterOptions _options;
    private readonly JsonMerge _merge;
    private readonly PluginLog _log;

    internal JsonFilter(JsonFilterOptions options, PluginContext context)
    {
        _options = options;
        _merge = new JsonMerge(context.Clock);
        _log = context.Log;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        object? decoded;
        string? error;
        if (target.TryGetUtf8(_options.Source, out var utf8))
        {
            if (!TryDecode(utf8, out decoded, out error))
            {
                return Refuse(target, error);
            }
        }
        else if (target.Get(_options.Source) is not { } source || source is false)
        {
            return false;
        }
        else if (source is not string text)
        {
            return Fail(target, "the field is no text");
        }
        else if (!TryDecode(text, out decoded, out error))
        {
            return Refuse(target, error);
        }

        return Put(target, decoded);
    }

    private static bool TryDecode(string text, out object? decoded, out string? error)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return TryDecode(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)), out decoded, out error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TryDecode(ReadOnlySpan<byte> utf8, out object? decoded, out string? error)
    {
        // Plain lines among JSON ones are common, and an exception of the decoder is dear: what cannot begin a value does not get that far.
        utf8 = utf8.Trim(" \t\r\n"u8);
        if (utf8.IsEmpty || !"{[\"-0123456789tfn"u8.Contains(utf8[0]))
        {
            decoded = null;
            error = utf8.IsEmpty ? "the text is empty" : $"the text begins with '{(char)utf8[0]}'";
            return false;
        }

        return JsonValue.TryDecode(utf8, out decoded, out error);
    }

    private bool Put(Event target, object? decoded)
    {
        try
        {
            if (_options.Target is not null)
            {
                target.Set(_options.Target, decoded);
                return true;
            }

            if (decoded is EventMap { Count: > FoundField.Maximum } many)
            {
                return Fail(target, $"{many.Count} members are more than the {FoundField.Maximum} that an event takes; name a target for them");
            }

            if (decoded is EventMap map)
            {
                _merge.Apply(map, target);
                return true;
            }

            return Fail(target, "only an object can be merged into the event; name a target for anything else");
        }
        catch (InvalidFieldException refused)
        {
            return Fail(target, refused.Message);
        }
    }

    private bool Refuse(Event target, string? error) => !_options.SkipOnInvalidJson && Fail(target, error);

    private bool Fail(Event target, string? error)
    {
        if (_log.IsEnabled(LogSeverity.Debug))
        {
            _log.Debug($"{_options.Source}: {error}");
        }

        target.TagAll(_options.TagOnFailure);
        return false;
    }
}
