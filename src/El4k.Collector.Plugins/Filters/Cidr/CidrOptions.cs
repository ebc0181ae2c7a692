using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Cidr;

/// <summary>The options of <c>cidr</c>.</summary>
internal sealed record CidrOptions
{
    /// <summary>The addresses to look at.</summary>
    /// <example>address => [ "%{clientip}" ]</example>
    [Option("address", IsRequired = true)]
    public IReadOnlyList<StringFormat> Address { get; init; } = [];

    /// <summary>The networks to look in; an element may name several, divided by commas, and may come from the event.</summary>
    /// <example>network => [ "10.0.0.0/8", "fe80::/64" ]</example>
    [Option("network")]
    public IReadOnlyList<StringFormat> Network { get; init; } = [];

    /// <summary>A file with the networks; not together with <c>network</c>.</summary>
    [Option("network_path")]
    public string? NetworkPath { get; init; }

    /// <summary>The seconds between two looks whether the file has changed.</summary>
    [Option("refresh_interval")]
    public double RefreshInterval { get; init; } = 600;

    /// <summary>What stands between two networks in the file.</summary>
    [Option("separator")]
    public string Separator { get; init; } = "\n";

    /// <summary>Whether an event matches when none of its addresses is in a network. EL4K's own.</summary>
    [Option("negate")]
    public bool Negate { get; init; }
}
