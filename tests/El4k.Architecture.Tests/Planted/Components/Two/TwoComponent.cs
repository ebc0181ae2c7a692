namespace El4k.Architecture.Tests.Planted.Components.Two;

internal sealed class TwoComponent;
