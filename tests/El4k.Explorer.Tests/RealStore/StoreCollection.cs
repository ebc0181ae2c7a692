namespace El4k.Explorer.Tests.RealStore;

/// <summary>Tests that share one filled store: filling it is most of their time.</summary>
[CollectionDefinition(Name)]
public sealed class StoreCollection : ICollectionFixture<StoreFixture>
{
    public const string Name = "store";
}
