using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>Makes a fingerprint of fields: for ids that make a repeated event replace itself, or to hide a value and still tell it apart.</summary>
/// <remarks>The same values give the same fingerprint as in Logstash. Immutable once built: workers share it.</remarks>
internal sealed class FingerprintFilter : EventFilter
{
    /// <summary>The tag of an event of which no fingerprint can be made, or whose target cannot take it.</summary>
    public const string FailureTag = "_fingerprint_failure";

    private const int KeptCapacity = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly FingerprintOptions _options;
    private readonly FieldReference[] _source;
    private readonly FieldReference _target;
    private readonly IFingerprint? _fingerprint;
    private readonly bool _isConcatenated;
    private readonly Func<Guid> _random;

    /// <exception cref="PluginOptionException">The key does not fit the method.</exception>
    internal FingerprintFilter(FingerprintOptions options, PluginContext context)
        : this(options, context, Guid.NewGuid)
    {
    }

    /// <param name="options">The options.</param>
    /// <param name="context">The context.</param>
    /// <param name="random">Gives a random identifier; called from many threads.</param>
    internal FingerprintFilter(FingerprintOptions options, PluginContext context, Func<Guid> random)
    {
        _options = options;
        _target = options.Target ?? context.EcsCompatibility.Field(disabled: "fingerprint", ecs: "[event][hash]");
        _random = random;
        _fingerprint = Create(options);
        _isConcatenated = (options.ConcatenateSources || options.ConcatenateAllFields) && options.Method is not FingerprintMethod.Punctuation;

        // Where only one field counts it is the last, and for these two that is the last by name.
        _source = _isConcatenated || options.Method is FingerprintMethod.Punctuation
            ? [.. options.Source.OrderBy(field => field.Text, StringComparer.Ordinal)]
            : [.. options.Source];
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        try
        {
            if (_fingerprint is null)
            {
                target.Set(_target, _random().ToString());
                return true;
            }

            if (!TryMake(target, _fingerprint, out var made))
            {
                target.Tag(FailureTag);
                return false;
            }

            if (made is not null)
            {
                target.Set(_target, made);
            }

            return true;
        }
        catch (InvalidFieldException)
        {
            target.Tag(FailureTag);
            return false;
        }
    }

    private bool TryMake(Event source, IFingerprint fingerprint, out object? made)
    {
        if (_isConcatenated)
        {
            made = fingerprint.Of(Concatenated(source), null);
            return made is not null;
        }

        made = null;
        for (var i = _source.Length - 1; i >= 0; i--)
        {
            if (source.TryGetUtf8(_source[i], out var utf8))
            {
                made = fingerprint.Of(utf8, null);
                return made is not null;
            }

            if (source.Contains(_source[i]))
            {
                return TryMake(source.Get(_source[i]), fingerprint, out made);
            }
        }

        return true;
    }

    private static bool TryMake(object? value, IFingerprint fingerprint, [NotNullWhen(true)] out object? made)
    {
        if (value is not List<object?> list)
        {
            made = Of(value, fingerprint);
            return made is not null;
        }

        var all = list.ConvertAll(item => Of(item, fingerprint));
        made = all;
        return !all.Contains(null);
    }

    private static object? Of(object? value, IFingerprint fingerprint)
    {
        var text = Scratch();
        CanonicalText.Write(value, text);
        return fingerprint.Of(text.WrittenSpan, value as long?);
    }

    private ReadOnlySpan<byte> Concatenated(Event source)
    {
        var text = Scratch();
        if (_options.ConcatenateAllFields)
        {
            foreach (var (name, value) in source.ToMap().OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                CanonicalText.WriteField(name, value, text);
            }
        }
        else
        {
            foreach (var field in _source)
            {
                CanonicalText.WriteField(field.Text, source.Get(field), text);
            }
        }

        CanonicalText.WriteBar(text);
        return text.WrittenSpan;
    }

    private static ArrayBufferWriter<byte> Scratch()
    {
        if (_scratch is null || _scratch.Capacity > KeptCapacity)
        {
            _scratch = new ArrayBufferWriter<byte>(256);
        }

        _scratch.ResetWrittenCount();
        return _scratch;
    }

    private static IFingerprint? Create(FingerprintOptions options) => options.Method switch
    {
        FingerprintMethod.Uuid => null,
        FingerprintMethod.Punctuation => new PunctuationFingerprint(),
        FingerprintMethod.Ipv4Network => new NetworkFingerprint(options.Key),
        FingerprintMethod.Murmur3 => new MurmurFingerprint(isWide: false, isBase64: false),
        FingerprintMethod.Murmur3128 => new MurmurFingerprint(isWide: true, options.Base64encode),
        _ => new DigestFingerprint(options.Method, options.Key, options.Base64encode),
    };
}
