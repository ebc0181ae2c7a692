using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>Reads the body of one kind of aggregation.</summary>
/// <param name="body">What stands after the type's name. What the factory does not read becomes an error.</param>
/// <param name="header">Name, children and place of the aggregation.</param>
/// <param name="queries">Reads queries inside the body.</param>
internal delegate Aggregation AggregationFactory(RequestObject body, AggregationHeader header, QueryParser queries);
