using S3Contract.Charms;
using S3Contract.Examples.Provider;

return CharmMain.Run(context => new ProviderCharm(context));
