namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>The options of <c>pii</c>.</summary>
internal sealed record PiiOptions
{
    /// <summary>What is looked for in all texts of an event.</summary>
    /// <example>detect => [ "email", "card", "iban", "phone", "ip" ]</example>
    [Option("detect")]
    public IReadOnlyList<string> Detect { get; init; } = ["email", "card", "iban", "phone"];

    /// <summary>Fields whose texts and numbers are personal data as a whole; names may have <c>*</c>, and <c>[**]</c> stands for any levels.</summary>
    /// <example>fields => [ "user_email", "[context][user][name]", "[**][password]" ]</example>
    [Option("fields")]
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Fields that are left alone, with all below them; written as in <c>fields</c>.</summary>
    [Option("except")]
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>What is done: <c>mask</c>, <c>hash</c>, <c>drop</c> or <c>tag</c>; or a hash that says it for each kind (<c>field</c> is the kind of <c>fields</c>).</summary>
    /// <example>action => { "email" => "hash" "card" => "mask" }</example>
    [Option("action")]
    public object? Action { get; init; } = "mask";

    /// <summary>The secret that pseudonyms are made with, of 16 bytes at least; needed by <c>hash</c>.</summary>
    /// <example>key => "${PII_KEY}"</example>
    [Option("key", IsSecret = true)]
    public string? Key { get; init; }

    /// <summary>What a mask leaves to see.</summary>
    [Option("mask_style")]
    public MaskStyle MaskStyle { get; init; } = MaskStyle.Partial;

    /// <summary>What stands for each character that is masked; no letter and no digit.</summary>
    [Option("mask_character")]
    public string MaskCharacter { get; init; } = "*";

    /// <summary>The beginning of the tags that the action <c>tag</c> gives.</summary>
    [Option("tag_prefix")]
    public string TagPrefix { get; init; } = "pii_";
}
