using S3Contract.Charms;
using S3Contract.Examples.ProviderV1;

return CharmMain.Run(context => new ProviderCharm(context));
