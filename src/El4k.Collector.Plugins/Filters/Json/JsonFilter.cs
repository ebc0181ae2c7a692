using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Json;

/// <summary>Decodes JSON text in a field, into another field or into the event itself.</summary>
/// <remarks>Nothing is set when the text cannot be decoded as a whole. Immutable once built: workers share it.</remarks>
internal sealed class JsonFilter : EventFilter
{
    private readonly JsonFilterOptions _options;
    private readonly SpecialMembers _members;
    private readonly PluginLog _log;

    internal JsonFilter(JsonFilterOptions options, PluginContext context)
    {
        _options = options;
        _members = new SpecialMembers(context.Clock);
        _log = context.Log;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        if (target.TryGetUtf8(_options.Source, out var utf8))
        {
            return Decode(target, utf8);
        }

        var source = target.Get(_options.Source);
        if (source is null or false)
        {
            return false;
        }

        return source is string text ? Decode(target, text) : Fail(target, "the field is no text");
    }

    private bool Decode(Event target, string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Decode(target, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Decode(Event target, ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        if (_options.Target is null && utf8.StartsWith("{"u8))
        {
            return Merge(target, utf8);
        }

        // Plain lines among JSON ones are common, and an exception of the decoder is dear: what cannot begin a value does not get that far.
        if (utf8.IsEmpty || !"{[\"-0123456789tfn"u8.Contains(utf8[0]))
        {
            return Refuse(target, utf8.IsEmpty ? "the text is empty" : $"the text begins with '{(char)utf8[0]}'");
        }

        if (!JsonValue.TryDecode(utf8, out var decoded, out var error))
        {
            return Refuse(target, error);
        }

        return _options.Target is null
            ? Fail(target, "only an object can be merged into the event; name a target for anything else")
            : Put(target, _options.Target, decoded);
    }

    private bool Merge(Event target, ReadOnlySpan<byte> utf8)
    {
        if (!target.TryMergeJson(utf8, FoundField.Maximum, out var special))
        {
            return Refuse(target, $"the text is not one JSON object of at most {FoundField.Maximum} members");
        }

        if (special is not null)
        {
            _members.Apply(special, target);
        }

        return true;
    }

    private bool Put(Event target, FieldReference field, object? decoded)
    {
        try
        {
            target.Set(field, decoded);
            return true;
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
