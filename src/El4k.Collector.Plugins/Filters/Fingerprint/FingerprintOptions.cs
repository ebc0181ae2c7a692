using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>The options of <c>fingerprint</c>.</summary>
internal sealed record FingerprintOptions
{
    /// <summary>The fields that are taken. Of several the last one that is there counts, unless they are concatenated.</summary>
    /// <example>source => [ "user", "path" ]</example>
    [Option("source")]
    public IReadOnlyList<FieldReference> Source { get; init; } = [FieldReference.Message];

    /// <summary>The field that gets the fingerprint; <c>fingerprint</c> when not given, <c>[event][hash]</c> with the Elastic Common Schema.</summary>
    /// <example>target => "[@metadata][id]"</example>
    [Option("target")]
    public FieldReference? Target { get; init; }

    /// <summary>How it is made.</summary>
    /// <example>method => "SHA256"</example>
    [Option("method")]
    public FingerprintMethod Method { get; init; } = FingerprintMethod.Sha1;

    /// <summary>The secret of an HMAC; for <c>IPV4_NETWORK</c> the length of the prefix in bits.</summary>
    /// <example>key => "${FINGERPRINT_KEY}"</example>
    [Option("key", IsSecret = true)]
    public string? Key { get; init; }

    /// <summary>Whether digests are written in Base64 instead of hexadecimal.</summary>
    /// <example>base64encode => true</example>
    [Option("base64encode")]
    public bool Base64encode { get; init; }

    /// <summary>Whether one fingerprint is made of the names and values of all source fields.</summary>
    /// <example>concatenate_sources => true</example>
    [Option("concatenate_sources")]
    public bool ConcatenateSources { get; init; }

    /// <summary>Whether one fingerprint is made of the names and values of all fields, whatever <c>source</c> says.</summary>
    /// <example>concatenate_all_fields => true</example>
    [Option("concatenate_all_fields")]
    public bool ConcatenateAllFields { get; init; }
}
