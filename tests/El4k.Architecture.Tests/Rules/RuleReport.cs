namespace El4k.Architecture.Tests.Rules;

/// <summary>What a rule found and how many items it looked at; a rule that looked at nothing has not been checked.</summary>
internal sealed record RuleReport(int Checked, IReadOnlyList<Breach> Breaches)
{
    public void AssertHolds()
    {
        Assert.True(Checked > 0, "The rule checked nothing: its folder, namespace or list has moved.");
        Assert.True(Breaches.Count == 0, $"{Breaches.Count} breach(es) in {Checked} items:\n  " + string.Join("\n  ", Breaches));
    }
}
