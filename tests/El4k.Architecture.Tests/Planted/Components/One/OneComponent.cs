using El4k.Architecture.Tests.Planted.Components.Two;

namespace El4k.Architecture.Tests.Planted.Components.One;

/// <summary>A planted breach: a component that sees its sibling.</summary>
internal sealed class OneComponent
{
    public static object Sibling() => new TwoComponent();
}
